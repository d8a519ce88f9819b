import type { SettingKey } from './setting-keys.js';

/** What each setting means, for the docs; `unset` says what holds where it has no default value. */
export const settingMeanings: Readonly<
  Record<SettingKey, { readonly about: string; readonly unset?: string }>
> = {
  hctl: { about: 'the command hctl', unset: '`hctl` on PATH, else `<prefix>/bin/hctl`' },
  kv: {
    about: 'key-value target, a ConfStore URL',
    unset:
      'what config recorded, else the Consul of CONSUL_HTTP_ADDR, else the one at 127.0.0.1:8500 where it runs',
  },
  varDir: { about: 'folder of cluster description and generated configuration' },
  stateDir: { about: 'folder of what stages remember' },
  logDir: { about: 'folder of `setup.log`' },
  prefix: { about: 'where Hare is installed' },
  packages: { about: 'which packages post_install and upgrade want: `NAME`, or `NAME>=VERSION`' },
  packageManager: {
    about: '`rpm` or `dpkg`',
    unset: 'rpm if its database holds any package, else dpkg',
  },
  'rpm.dbpath': { about: 'folder of the rpm database', unset: "the system's" },
  'consul.binary': { about: 'the command consul' },
  'consul.version': { about: 'which versions of Consul are supported' },
  node: {
    about: 'which node of the ConfStore this machine is',
    unset: 'by machine-id, then host name',
  },
  'cluster.clients': {
    about:
      '`expected`: S3 clients that do not run are a warning of test; `required`: a failure, and init waits for them',
  },
  'devices.allowFiles': { about: 'files count as devices, for tests' },
  'timeouts.status': { about: 'how long `hctl status` may take' },
  'timeouts.bootstrap': {
    about: 'how long `hctl bootstrap` may take, until all services are started',
  },
  'timeouts.shutdown': { about: 'how long `hctl shutdown` may take' },
  'timeouts.facts': { about: 'how long config waits for the facts of other nodes' },
  'timeouts.lock': { about: 'how long a stage waits for another one; `--wait` wins' },
  'log.maxBytes': { about: 'size at which the log rotates' },
  'log.files': { about: 'how many log files there are' },
  'secrets.extra': { about: 'further names of keys whose values are masked' },
};
