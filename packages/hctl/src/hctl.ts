import type { ClusterStatus } from './cluster-status.js';

/**
 * The external `hctl` command, typed. Every call ends within its timeout, with a result or a
 * HareError.
 */
export interface Hctl {
  /** The command's path. */
  readonly binary: string;
  /**
   * Whether the cluster runs on this node.
   * @throws HareError `HCTL_STATUS_FAILED`, `HCTL_TIMED_OUT`, `HCTL_KILLED`, `COMMAND_NOT_FOUND`:
   *   the cluster's condition is then unknown
   */
  status(): Promise<RunningState>;
  /**
   * The whole status; `{ kind: 'not-running' }` when there is no cluster on this node.
   * With `devices`, an hctl too old for `-d` is asked again without, and `devices` is absent.
   * @throws HareError `HCTL_STATUS_FAILED`, `HCTL_STATUS_NO_JSON`, `HCTL_STATUS_SHAPE`,
   *   `HCTL_TIMED_OUT`, `HCTL_KILLED`
   */
  statusJson(options?: { readonly devices?: boolean }): Promise<StatusAnswer>;
  /**
   * @throws HareError `HCTL_BOOTSTRAP_FAILED`, `HCTL_TIMED_OUT`, `HCTL_KILLED`: a half-started
   * cluster may be left
   */
  bootstrap(options: BootstrapOptions): Promise<void>;
  /**
   * Repeats `hctl shutdown` until `hctl status` says that the cluster is down; a cluster that is
   * down already is success.
   * @throws HareError `HCTL_SHUTDOWN_FAILED`, `HCTL_TIMED_OUT`, `HCTL_KILLED`, and those of
   *   `status`
   */
  shutdown(options?: ShutdownOptions): Promise<void>;
  /**
   * Writes `<folder>/hare/hare_<id>.tar.gz`. @throws HareError `HCTL_REPORTBUG_FAILED`,
   * `HCTL_TIMED_OUT`, `HCTL_KILLED`
   */
  reportbug(options: ReportbugOptions): Promise<void>;
}

export interface ShutdownOptions {
  /** Consul goes on, so that its KV can be changed while nothing else runs. */
  readonly keepConsul?: boolean;
}

export type RunningState = 'running' | 'not-running';
export type StatusAnswer =
  { readonly kind: 'running'; readonly status: ClusterStatus } | { readonly kind: 'not-running' };

/** Generated configuration in a folder, or the CDF that hctl generates it from. */
export type BootstrapSource = { readonly configDir: string } | { readonly cdf: string };

export interface BootstrapOptions {
  /** Wipes all Motr data first. */
  readonly mkfs: boolean;
  readonly source: BootstrapSource;
  /** Absent: hctl's own default. */
  readonly xprt?: 'lnet' | 'libfab' | undefined;
  /** Ends hctl and its children; what systemd started lives on. */
  readonly signal?: AbortSignal;
  /** This file is made as soon as hctl has returned 0, also when this process is gone by then. */
  readonly noteSuccess?: string | undefined;
}

export interface ReportbugOptions {
  readonly id: string;
  readonly folder: string;
  readonly logDir: string;
  readonly configDir: string;
  readonly timeoutMs?: number;
}

/** Milliseconds that a call may take; `shutdown` with all its repetitions. */
export interface HctlTimeouts {
  readonly status: number;
  readonly bootstrap: number;
  readonly shutdown: number;
}
