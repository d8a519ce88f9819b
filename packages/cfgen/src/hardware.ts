import type { DrivePlace } from '@hare/cdf';
import type { Fid } from './fid.js';

/**
 * The tree of hardware during a build: what pool versions are built from. `pvers` are the lists of
 * the objects themselves and grow.
 */
export interface Site {
  readonly fid: Fid<'site'>;
  readonly pvers: Fid<'pver'>[];
}

export interface Rack {
  readonly fid: Fid<'rack'>;
  readonly pvers: Fid<'pver'>[];
  readonly enclosures: Fid<'enclosure'>[];
  readonly site: Site;
}

export interface Enclosure {
  readonly fid: Fid<'enclosure'>;
  readonly pvers: Fid<'pver'>[];
  readonly rack: Rack;
  readonly controllers: Controller[];
}

export interface Controller {
  readonly fid: Fid<'controller'>;
  readonly pvers: Fid<'pver'>[];
  readonly enclosure: Enclosure;
  /** The position of its m0_server among those of its node. */
  readonly server: number;
  readonly driveFids: Fid<'drive'>[];
  /** The data drives, in CDF order. */
  readonly drives: Drive[];
  /** The drive of the CAS service, once it is made. */
  cas: Drive | undefined;
}

export interface Drive {
  readonly fid: Fid<'drive'>;
  readonly sdev: Fid<'sdev'>;
  readonly pvers: Fid<'pver'>[];
  readonly controller: Controller;
  readonly path: string;
}

/** The drive at a place of the CDF; undefined where there is none. */
export function driveAt(enclosures: readonly Enclosure[], place: DrivePlace): Drive | undefined {
  const controller = enclosures[place.node]?.controllers.find(
    ({ server }) => server === place.server,
  );
  return place.drive === 'meta' ? controller?.cas : controller?.drives[place.drive];
}
