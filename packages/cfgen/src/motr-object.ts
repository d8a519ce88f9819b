import type { Fid } from './fid.js';
import type { ObjectType } from './object-type.js';
import type { ServiceType } from './service-type.js';

/** How many failures are survived per level: site, rack, enclosure, controller, disk. */
export type Tolerance = readonly [number, number, number, number, number];

/** What the objects of each type have besides their fids. */
interface Members {
  readonly root: {
    readonly mdpool: Fid<'pool'>;
    /** The pool version of the distributed indices' metadata: that of the dix pool. */
    readonly imetaPver: Fid<'pver'>;
    /** How many copies of file metadata there are: the number of enclosures with data drives. */
    readonly mdRedundancy: number;
    readonly nodes: readonly Fid<'node'>[];
    readonly sites: readonly Fid<'site'>[];
    readonly pools: readonly Fid<'pool'>[];
    readonly profiles: readonly Fid<'profile'>[];
    readonly fdmiGroups: readonly Fid<'fdmi_flt_grp'>[];
  };
  readonly node: {
    readonly memorySizeMb: number;
    readonly processorCount: number;
    readonly processes: readonly Fid<'process'>[];
  };
  readonly process: {
    readonly processorCount: number;
    readonly memorySizeMb: number;
    readonly endpoint: string;
    readonly services: readonly Fid<'service'>[];
  };
  readonly service: {
    readonly serviceType: ServiceType;
    readonly endpoint: string;
    readonly params: readonly string[];
    readonly sdevs: readonly Fid<'sdev'>[];
  };
  /** A storage device as Motr opens it; its index among all devices is its key. */
  readonly sdev: {
    readonly blockSizeBytes: number;
    readonly sizeBytes: number;
    readonly path: string;
  };
  readonly site: {
    readonly racks: readonly Fid<'rack'>[];
    readonly pvers: readonly Fid<'pver'>[];
  };
  readonly rack: {
    readonly enclosures: readonly Fid<'enclosure'>[];
    readonly pvers: readonly Fid<'pver'>[];
  };
  readonly enclosure: {
    readonly node: Fid<'node'>;
    readonly controllers: readonly Fid<'controller'>[];
    readonly pvers: readonly Fid<'pver'>[];
  };
  readonly controller: {
    readonly drives: readonly Fid<'drive'>[];
    readonly pvers: readonly Fid<'pver'>[];
  };
  readonly drive: {
    readonly sdev: Fid<'sdev'>;
    readonly pvers: readonly Fid<'pver'>[];
  };
  readonly pool: {
    /** The actual pool version, then its formulaic ones. */
    readonly pvers: readonly Fid<'pver' | 'pver_f'>[];
  };
  readonly pver: {
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
  };
  /**
   * A pool version that Motr derives from a base one when devices fail; its identifier in the cluster
   * is its key.
   */
  readonly pver_f: {
    readonly base: Fid<'pver'>;
    readonly allowance: Tolerance;
  };
  /** A site, rack, enclosure, controller or drive as seen by one pool version. */
  readonly objv: {
    readonly real: Fid<'site' | 'rack' | 'enclosure' | 'controller' | 'drive'>;
    readonly children: readonly Fid<'objv'>[];
  };
  readonly profile: {
    readonly pools: readonly Fid<'pool'>[];
  };
  readonly fdmi_flt_grp: {
    readonly filters: readonly Fid<'fdmi_filter'>[];
  };
  readonly fdmi_filter: {
    readonly node: Fid<'node'>;
    readonly dixPver: Fid<'pver'>;
    readonly substrings: readonly string[];
    readonly endpoint: string;
  };
}

/** Any object of Motr's configuration, or one of a type; discriminated by `type`. */
export type MotrObject<T extends ObjectType = ObjectType> = {
  readonly [K in T]: Fid<K> & Members[K];
}[T];
