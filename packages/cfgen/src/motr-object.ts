import type { Fid } from './fid.js';
import type { ServiceType } from './service-type.js';

/** Any object of Motr's configuration; `type` tells which. */
export type MotrObject =
  | RootObject
  | NodeObject
  | ProcessObject
  | ServiceObject
  | SdevObject
  | SiteObject
  | RackObject
  | EnclosureObject
  | ControllerObject
  | DriveObject
  | PoolObject
  | PverObject
  | FormulaicPverObject
  | ObjvObject
  | ProfileObject
  | FdmiGroupObject
  | FdmiFilterObject;

/** How many failures are survived per level: site, rack, enclosure, controller, disk. */
export type Tolerance = readonly [
  site: number,
  rack: number,
  encl: number,
  ctrl: number,
  disk: number,
];

export interface RootObject extends Fid<'root'> {
  readonly mdpool: Fid<'pool'>;
  /** The pool version that holds the distributed indices' metadata: that of the dix pool. */
  readonly imetaPver: Fid<'pver'>;
  /** How many copies of file metadata there are: the number of enclosures with data drives. */
  readonly mdRedundancy: number;
  readonly nodes: readonly Fid<'node'>[];
  readonly sites: readonly Fid<'site'>[];
  readonly pools: readonly Fid<'pool'>[];
  readonly profiles: readonly Fid<'profile'>[];
  readonly fdmiGroups: readonly Fid<'fdmi_flt_grp'>[];
}

export interface NodeObject extends Fid<'node'> {
  readonly memorySizeMb: number;
  readonly processorCount: number;
  readonly processes: readonly Fid<'process'>[];
}

export interface ProcessObject extends Fid<'process'> {
  readonly processorCount: number;
  readonly memorySizeMb: number;
  readonly endpoint: string;
  readonly services: readonly Fid<'service'>[];
}

export interface ServiceObject extends Fid<'service'> {
  readonly serviceType: ServiceType;
  readonly endpoint: string;
  readonly params: readonly string[];
  readonly sdevs: readonly Fid<'sdev'>[];
}

/** A storage device as Motr opens it; its index among all devices is its key. */
export interface SdevObject extends Fid<'sdev'> {
  readonly blockSizeBytes: number;
  readonly sizeBytes: number;
  readonly path: string;
}

export interface SiteObject extends Fid<'site'> {
  readonly racks: readonly Fid<'rack'>[];
  readonly pvers: readonly Fid<'pver'>[];
}

export interface RackObject extends Fid<'rack'> {
  readonly enclosures: readonly Fid<'enclosure'>[];
  readonly pvers: readonly Fid<'pver'>[];
}

export interface EnclosureObject extends Fid<'enclosure'> {
  readonly node: Fid<'node'>;
  readonly controllers: readonly Fid<'controller'>[];
  readonly pvers: readonly Fid<'pver'>[];
}

export interface ControllerObject extends Fid<'controller'> {
  readonly drives: readonly Fid<'drive'>[];
  readonly pvers: readonly Fid<'pver'>[];
}

export interface DriveObject extends Fid<'drive'> {
  readonly sdev: Fid<'sdev'>;
  readonly pvers: readonly Fid<'pver'>[];
}

export interface PoolObject extends Fid<'pool'> {
  /** The actual pool version, then its formulaic ones. */
  readonly pvers: readonly Fid<'pver' | 'pver_f'>[];
}

export interface PverObject extends Fid<'pver'> {
  /** N */
  readonly dataUnits: number;
  /** K */
  readonly parityUnits: number;
  /** S */
  readonly spareUnits: number;
  /** P: the number of drives. */
  readonly poolWidth: number;
  readonly tolerance: Tolerance;
  /** The top of the tree of virtual objects. */
  readonly sites: readonly Fid<'objv'>[];
}

/**
 * A pool version that Motr derives from a base one when devices fail; its identifier in the cluster
 * is its key.
 */
export interface FormulaicPverObject extends Fid<'pver_f'> {
  readonly base: Fid<'pver'>;
  readonly allowance: Tolerance;
}

/** A site, rack, enclosure, controller or drive as seen by one pool version. */
export interface ObjvObject extends Fid<'objv'> {
  readonly real: Fid<'site' | 'rack' | 'enclosure' | 'controller' | 'drive'>;
  readonly children: readonly Fid<'objv'>[];
}

export interface ProfileObject extends Fid<'profile'> {
  readonly pools: readonly Fid<'pool'>[];
}

export interface FdmiGroupObject extends Fid<'fdmi_flt_grp'> {
  readonly filters: readonly Fid<'fdmi_filter'>[];
}

export interface FdmiFilterObject extends Fid<'fdmi_filter'> {
  readonly node: Fid<'node'>;
  readonly dixPver: Fid<'pver'>;
  readonly substrings: readonly string[];
  readonly endpoint: string;
}
