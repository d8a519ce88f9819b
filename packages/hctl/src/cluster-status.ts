/** What `hctl status --json` says; what no release promises is optional. */
export interface ClusterStatus {
  readonly pools: readonly NamedFid[];
  readonly profiles: readonly (NamedFid & { readonly pools: readonly string[] })[];
  readonly nodes: readonly NodeStatus[];
  /** Absent if devices were not requested, or this hctl cannot list them. */
  readonly devices?: readonly NodeDevices[] | undefined;
  /** Older releases leave it out. */
  readonly bytecount?: Readonly<Record<string, number>> | undefined;
  /** Older releases give empty `stats`. */
  readonly filesystem?:
    | {
        readonly stats: Readonly<Record<string, number>>;
        readonly timestamp?: number | undefined;
        readonly date?: string | undefined;
      }
    | undefined;
}

export interface NamedFid {
  readonly fid: string;
  readonly name: string;
}

export interface NodeStatus {
  readonly name: string;
  readonly svcs: readonly ServiceStatus[];
}

export interface ServiceStatus {
  /** `hax`, `confd`, `ioservice`, `s3server`, or a client's name. */
  readonly name: string;
  /** Of the process: `0x7200000000000001:0x0`. */
  readonly fid: string;
  readonly ep?: string | undefined;
  /** `started`, `offline` or `unknown`. */
  readonly status: string;
}

export interface NodeDevices {
  readonly nodeName: string;
  readonly devs: readonly { readonly name: string; readonly status: string }[];
}
