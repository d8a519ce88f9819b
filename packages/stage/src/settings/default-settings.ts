import type { Settings } from '../settings.js';

/**
 * What holds when neither flag, environment nor settings file says otherwise. Paths are below
 * `--root`.
 */
export const defaultSettings: Settings = {
  hctl: undefined,
  kv: undefined,
  varDir: '/var/lib/hare',
  stateDir: '/var/lib/hare/setup',
  logDir: '/var/log/seagate/hare',
  prefix: '/opt/seagate/cortx/hare',
  packages: ['cortx-motr', 'cortx-hare', 'consul'],
  packageManager: undefined,
  rpm: { dbpath: undefined },
  consul: { binary: 'consul', version: '>=1.7.8 <1.12.0' },
  node: undefined,
  cluster: { clients: 'expected' },
  devices: { allowFiles: false },
  timeouts: { status: 60_000, bootstrap: 900_000, shutdown: 300_000, facts: 600_000, lock: 0 },
  log: { maxBytes: 10 * 1024 * 1024, files: 5 },
  secrets: { extra: [] },
};
