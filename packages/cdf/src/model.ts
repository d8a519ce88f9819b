/**
 * The neutral model of a cluster: what both CDF formats say, and all that everything downstream
 * reads. Plain data, absent = undefined.
 */
export interface ClusterDescription {
  readonly nodes: readonly NodeDescription[];
  readonly pools: readonly PoolDescription[];
  /** Absent: one profile `default` with all sns pools (Hare). */
  readonly profiles?: readonly ProfileDescription[] | undefined;
  readonly fdmiFilters?: readonly FdmiFilterDescription[] | undefined;
  readonly createAux?: boolean | undefined;
  readonly generateFormulaicPvers?: boolean | undefined;
}

export type TransportType = 'libfab' | 'lnet';
export type DataIfaceType = 'tcp' | 'o2ib';
export type PoolType = 'sns' | 'dix' | 'md';

export interface NodeDescription {
  readonly hostname: string;
  readonly dataIface: string;
  /** Absent: `tcp`. */
  readonly dataIfaceType?: DataIfaceType | undefined;
  readonly dataIfaceIpAddr?: string | undefined;
  /** Absent: `libfab`. */
  readonly transportType?: TransportType | undefined;
  readonly machineId?: string | undefined;
  readonly nodeGroup?: string | undefined;
  readonly processorCount?: number | undefined;
  /** MiB, may have a fraction. */
  readonly memorySizeMb?: number | undefined;
  readonly m0Servers: readonly M0ServerDescription[];
  /** CDF 2021's `s3: n, other: n` are `m0_client_s3` and `m0_client_other`. */
  readonly m0Clients: readonly M0ClientDescription[];
  readonly networkPorts?: NetworkPorts | undefined;
}

export interface M0ServerDescription {
  readonly runsConfd?: boolean | undefined;
  readonly data: readonly DriveDescription[];
  readonly log?: readonly DriveDescription[] | undefined;
  readonly metaData?: string | undefined;
}

export interface DriveDescription {
  /** As written in the CDF; symbolic links are not resolved. */
  readonly path: string;
  readonly sizeBytes?: number | undefined;
  readonly blockSizeBytes?: number | undefined;
}

export interface M0ClientDescription {
  readonly name: string;
  readonly instances: number;
}

export interface NamedPort {
  readonly name: string;
  readonly port: number;
}

export interface NetworkPorts {
  readonly hax?: number | undefined;
  readonly haxHttp?: number | undefined;
  /** Names `confd` and `ios`. */
  readonly m0Server?: readonly NamedPort[] | undefined;
  readonly m0ClientOther?: readonly NamedPort[] | undefined;
  readonly m0ClientS3?: number | undefined;
}

export interface PoolDescription {
  readonly name: string;
  /** Absent: `sns`. */
  readonly type?: PoolType | undefined;
  /** N */
  readonly dataUnits: number;
  /** K */
  readonly parityUnits: number;
  /** S; absent: K for sns, 0 for dix and md. */
  readonly spareUnits?: number | undefined;
  readonly diskRefs?: readonly DiskRef[] | undefined;
  readonly allowedFailures?: AllowedFailures | undefined;
}

export interface DiskRef {
  readonly path: string;
  /** A hostname of `nodes`; absent when the path is unambiguous. */
  readonly node?: string | undefined;
}

export interface AllowedFailures {
  readonly site: number;
  readonly rack: number;
  readonly encl: number;
  readonly ctrl: number;
  readonly disk: number;
}

export interface ProfileDescription {
  readonly name: string;
  readonly pools: readonly string[];
}

export interface FdmiFilterDescription {
  readonly name: string;
  /** A hostname of `nodes`. */
  readonly node: string;
  readonly clientIndex: number;
  readonly substrings?: readonly string[] | undefined;
}
