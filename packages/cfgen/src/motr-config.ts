import type { ErrorCode } from '@hare/base';
import type { PoolType, TransportType } from '@hare/cdf';
import type { Endpoint } from './endpoint.js';
import type { Fid } from './fid.js';
import type { MotrObject } from './motr-object.js';
import type { ObjectType } from './object-type.js';

/** Motr's configuration of one cluster, whole: what every renderer reads. Plain data. */
export interface MotrConfig {
  /** In order of creation, which is the order in confd and what makes keys stable. */
  readonly objects: readonly MotrObject[];
  readonly site: Fid<'site'>;
  readonly rack: Fid<'rack'>;
  /** In CDF order. */
  readonly nodes: readonly ClusterNode[];
  /** In order of creation. */
  readonly pools: readonly ClusterPool[];
  readonly profiles: readonly ClusterProfile[];
  /** Names of the clients that have processes, in order of first appearance. */
  readonly clientTypes: readonly string[];
  /** Per type the key that the next object would get. */
  readonly nextKeys: Readonly<Record<ObjectType, number>>;
  readonly warnings: readonly ConfigWarning[];
}

/** Something that works but that the operator should know. */
export interface ConfigWarning {
  /** Stable: `CFGEN_LNET_PORTS`, `CFGEN_AUTOMATIC_PARITY`, `CFGEN_ADDRESS_PASSED_OVER`. */
  readonly code: ErrorCode;
  readonly message: string;
}

export interface ClusterNode {
  readonly fid: Fid<'node'>;
  readonly hostname: string;
  readonly machineId: string | undefined;
  /** IP address of the data interface, or the hostname where no address is known. */
  readonly address: string;
  readonly transportType: TransportType;
  readonly haxHttpPort: number;
  readonly enclosure: Fid<'enclosure'>;
  readonly controllers: readonly ClusterController[];
  /** hax first, then the m0_servers, then the clients. */
  readonly processes: readonly ClusterProcess[];
}

export interface ClusterController {
  readonly fid: Fid<'controller'>;
  /** The data drives, then the drive of the CAS service. */
  readonly drives: readonly ClusterDrive[];
}

export interface ClusterDrive {
  readonly fid: Fid<'drive'>;
  readonly sdev: Fid<'sdev'>;
  readonly path: string;
}

export type ClusterProcess = HaxProcess | ServerProcess | ClientProcess;

interface AnyProcess {
  readonly fid: Fid<'process'>;
  readonly endpoint: Endpoint;
  readonly services: readonly ClusterService[];
}

/** A service, and the devices it owns: the data drives of an ios, the metadata device of a cas. */
export interface ClusterService extends MotrObject<'service'> {
  readonly devices: readonly { readonly fid: Fid<'sdev'>; readonly path: string }[];
}

export interface HaxProcess extends AnyProcess {
  readonly kind: 'hax';
}

export interface ServerProcess extends AnyProcess {
  readonly kind: 'm0_server';
  readonly runsConfd: boolean;
  readonly hasData: boolean;
  /** Only with data. */
  readonly metaData: string | undefined;
  /** Only with data; the size as Motr uses it, a power of two. */
  readonly log: { readonly path: string; readonly sizeBytes: number } | undefined;
}

export interface ClientProcess extends AnyProcess {
  readonly kind: 'client';
  /** As in the CDF: `m0_client_s3`, `rgw_s3`. */
  readonly clientName: string;
  /** The service key that belongs to the client itself; it is in the KV only. */
  readonly extraServiceKey: number;
}

export interface ClusterPool {
  readonly fid: Fid<'pool'>;
  readonly type: PoolType;
  /** Undefined for a dix or md pool that the CDF does not name. */
  readonly name: string | undefined;
  /** The pool an auxiliary pool was made for. */
  readonly base: string | undefined;
}

export interface ClusterProfile {
  readonly fid: Fid<'profile'>;
  readonly name: string;
  readonly pools: readonly ClusterPool[];
}
