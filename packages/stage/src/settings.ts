/**
 * The settings of every stage; where they come from and what each means: `spec: Settings` in the
 * package's README.
 */
export interface Settings {
  /** The hctl command; default: `hctl` on PATH, else `<prefix>/bin/hctl`. */
  readonly hctl: string | undefined;
  readonly kv: string | undefined;
  readonly varDir: string;
  readonly stateDir: string;
  readonly logDir: string;
  readonly prefix: string;
  readonly packages: readonly string[];
  readonly packageManager: 'rpm' | 'dpkg' | undefined;
  readonly rpm: { readonly dbpath: string | undefined };
  readonly consul: { readonly binary: string; readonly version: string };
  readonly node: string | undefined;
  readonly cluster: { readonly clients: 'required' | 'expected' };
  readonly devices: { readonly allowFiles: boolean };
  /** Milliseconds. */
  readonly timeouts: {
    readonly status: number;
    readonly bootstrap: number;
    readonly shutdown: number;
    readonly facts: number;
    readonly lock: number;
  };
  readonly log: { readonly maxBytes: number; readonly files: number };
  readonly secrets: { readonly extra: readonly string[] };
  readonly doctor: { readonly ignore: readonly string[] };
}

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
  doctor: { ignore: [] },
};
