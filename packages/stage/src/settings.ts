/**
 * Default settings, without flag, environment and settings file. Paths are below `--root`.
 */
export const defaultSettings = {
  /** The hctl command; default: `hctl` on PATH, else `<prefix>/bin/hctl`. */
  hctl: undefined as string | undefined,
  kv: undefined as string | undefined,
  varDir: '/var/lib/hare',
  stateDir: '/var/lib/hare/setup',
  logDir: '/var/log/seagate/hare',
  prefix: '/opt/seagate/cortx/hare',
  packages: ['cortx-motr', 'cortx-hare', 'consul'] as readonly string[],
  packageManager: undefined as 'rpm' | 'dpkg' | undefined,
  rpm: { dbpath: undefined as string | undefined },
  consul: { binary: 'consul', version: '>=1.7.8 <1.12.0' },
  node: undefined as string | undefined,
  cluster: { clients: 'expected' as 'required' | 'expected' },
  devices: { allowFiles: false },
  /** Milliseconds. */
  timeouts: { status: 60_000, bootstrap: 900_000, shutdown: 300_000, facts: 600_000, lock: 0 },
  log: { maxBytes: 10 * 1024 * 1024, files: 5 },
  secrets: { extra: [] as readonly string[] },
  doctor: { ignore: [] as readonly string[] },
};

/**
 * The settings of every stage; where they come from and what each means: `spec: Settings` in the
 * package's README.
 */
export type Settings = {
  readonly [K in keyof typeof defaultSettings]: Readonly<(typeof defaultSettings)[K]>;
};
