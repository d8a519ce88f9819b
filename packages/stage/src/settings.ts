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
}
