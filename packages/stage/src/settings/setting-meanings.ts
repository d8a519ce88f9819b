import type { SettingKey } from './setting-keys.js';

/** What each setting means, for the docs; `unset` says what holds where it has no default value. */
export const settingMeanings: Readonly<
  Record<SettingKey, { readonly about: string; readonly unset?: string }>
> = {
  hctl: { about: 'path of the command hctl', unset: '`hctl` on PATH, else `<prefix>/bin/hctl`' },
  kv: {
    about: 'ConfStore URL of the KV',
    unset:
      'the KV that config recorded, else the Consul in CONSUL_HTTP_ADDR, else the one at 127.0.0.1:8500 if it runs',
  },
  varDir: { about: 'directory of the cluster description and the generated configuration' },
  stateDir: { about: 'directory of the state files of the stages' },
  logDir: { about: 'directory of `setup.log`' },
  prefix: { about: 'installation directory of Hare' },
  packages: { about: 'packages that post_install and upgrade require: `NAME` or `NAME>=VERSION`' },
  packageManager: {
    about: '`rpm` or `dpkg`',
    unset: 'rpm if its database contains any package, else dpkg',
  },
  'rpm.dbpath': { about: 'directory of the rpm database', unset: "the system's" },
  'consul.binary': { about: 'path of the command consul' },
  'consul.version': { about: 'supported versions of Consul' },
  node: {
    about: 'name of this node in the ConfStore',
    unset: 'by machine-id, then host name',
  },
  'cluster.clients': {
    about:
      '`expected`: test only warns about stopped S3 clients; `required`: test fails, and init waits for them',
  },
  'devices.allowFiles': { about: 'allow files as devices, for tests' },
  'timeouts.status': { about: 'time limit of `hctl status`' },
  'timeouts.bootstrap': {
    about: 'time limit of `hctl bootstrap`, until all services are started',
  },
  'timeouts.shutdown': { about: 'time limit of `hctl shutdown`' },
  'timeouts.facts': { about: 'how long config waits for facts from other nodes' },
  'timeouts.lock': { about: 'how long a stage waits for another one; `--wait` overrides it' },
  'log.maxBytes': { about: 'size at which the log is rotated' },
  'log.files': { about: 'number of log files to keep' },
  'secrets.extra': { about: 'additional names of keys whose values are masked' },
};
