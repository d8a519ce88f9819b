import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  PACKAGE_MISSING: {
    about: 'A package that Hare needs is not in the package database of this machine.',
    remedy:
      'Install it, or name the packages that are meant in the setting packages: dnf install cortx-motr cortx-hare consul',
  },
  PACKAGE_VERSION: {
    about:
      'A package is installed in another version than is needed; versions compare as rpm or dpkg compares them.',
    remedy:
      'Install a version that fits, or correct what is asked for in the setting packages or --requires: rpm -q --qf "%{EPOCHNUM}:%{VERSION}-%{RELEASE}\\n" NAME',
  },
  PACKAGE_REQUIREMENT: {
    about:
      'An entry of the setting packages, or of --requires, is neither a name nor a name with a version.',
    remedy:
      'Write NAME or NAME>=VERSION, without spaces in an environment variable: HARE_PACKAGES="cortx-motr>=2.0.0 cortx-hare consul"',
  },
  PACKAGE_DATABASE_MISSING: {
    about:
      'The setting packageManager says rpm, and there is no rpm database where rpm.dbpath says.',
    remedy:
      'Correct rpm.dbpath, or use dpkg: rpm --eval %_dbpath; HARE_PACKAGE_MANAGER=dpkg hare_setup post_install',
  },
  PACKAGE_QUERY_FAILED: {
    about: 'rpm or dpkg could not read the package database: damaged, locked, or no permission.',
    remedy: 'Run the query by hand and mend what it says; a damaged rpm database: rpm --rebuilddb',
  },
  CONSUL_VERSION_FAILED: {
    about: 'The command consul is there, but consul version fails or does not answer within 30 s.',
    remedy:
      'Run it by hand; another binary can be named: consul version; HARE_CONSUL_BINARY=/path/consul hare_setup post_install',
  },
  CONSUL_VERSION_UNKNOWN: {
    about: 'consul version prints no version number, so the command is probably not Consul.',
    remedy:
      'See what it is, or name the right one: command -v consul; HARE_CONSUL_BINARY=/path/consul hare_setup post_install',
  },
  CONSUL_VERSION_UNSUPPORTED: {
    about: 'Consul has a version outside of the range that Hare supports.',
    remedy:
      'Install a version within the range in the message; the range is the setting consul.version: consul version',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
