import type { Drive } from './hardware.js';
import type { Tolerance } from './motr-object.js';

/** The numbers of a pool's layout. */
export interface Layout {
  /** N */
  readonly dataUnits: number;
  /** K */
  readonly parityUnits: number;
  /** S */
  readonly spareUnits: number;
}

/**
 * How many failures an sns pool survives when the CDF does not say: as many enclosures as K covers when the units of a stripe are spread
 * evenly over the enclosures that the pool is on; none when the pool's drives are so uneven that they cannot be.
 */
export function snsTolerance(layout: Layout, drives: readonly Drive[]): Tolerance {
  const perEnclosure = new Map<unknown, number>();
  for (const { controller } of drives) perEnclosure.set(controller.enclosure, (perEnclosure.get(controller.enclosure) ?? 0) + 1);
  const enclosures = perEnclosure.size;
  const fewest = Math.min(...perEnclosure.values());
  if (fewest * enclosures < drives.length) return [0, 0, 0, 0, layout.parityUnits];
  const units = layout.dataUnits + layout.parityUnits + layout.spareUnits;
  const encl = Math.floor(layout.parityUnits / Math.ceil(units / enclosures));
  return [0, 0, encl, Math.min(encl, layout.parityUnits), layout.parityUnits];
}

/** How many failures a dix or md pool survives: all enclosures with data drives but one, and never more than K. */
export function metadataTolerance(ioEnclosures: number, parityUnits: number): Tolerance {
  const failures = Math.min(ioEnclosures - 1, parityUnits);
  return [0, 0, failures, failures, failures];
}
