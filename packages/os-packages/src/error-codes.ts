import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  PACKAGE_MISSING: {
    about: 'A required package is not installed.',
    remedy: 'Install it, or correct the setting packages: dnf install cortx-motr cortx-hare consul',
  },
  PACKAGE_VERSION: {
    about: 'The installed version of a package is not the required one.',
    remedy:
      'Install a matching version, or correct --requires or the setting packages: rpm -q ' +
      '--qf "%{EPOCHNUM}:%{VERSION}-%{RELEASE}\\n" NAME',
  },
  PACKAGE_REQUIREMENT: {
    about: 'An entry of --requires or of the setting packages is not NAME or NAME>=VERSION.',
    remedy:
      'Write NAME or NAME>=VERSION, without spaces inside an entry: ' +
      'HARE_PACKAGES="cortx-motr>=2.0.0 cortx-hare consul"',
  },
  PACKAGE_DATABASE_MISSING: {
    about: 'The setting packageManager is rpm, but no rpm database exists at rpm.dbpath.',
    remedy: 'Correct rpm.dbpath, or use dpkg: HARE_PACKAGE_MANAGER=dpkg hare_setup post_install',
  },
  PACKAGE_QUERY_FAILED: {
    about:
      'rpm or dpkg cannot read the package database: it is damaged, locked, or not accessible.',
    remedy:
      'Run the query yourself and fix what it reports; to rebuild a damaged rpm database: ' +
      'rpm --rebuilddb',
  },
  CONSUL_VERSION_FAILED: {
    about: 'The command consul exists, but consul version fails or does not answer within 30 s.',
    remedy:
      'Run it yourself, or set another binary: HARE_CONSUL_BINARY=/path/consul hare_setup ' +
      'post_install',
  },
  CONSUL_VERSION_UNKNOWN: {
    about: 'consul version prints no version number, so the command is probably not Consul.',
    remedy: 'Check which command it is: command -v consul',
  },
  CONSUL_VERSION_UNSUPPORTED: {
    about: 'The version of Consul is outside the supported range.',
    remedy:
      'Install a version in the range of the message (setting consul.version): consul version',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
