import type { BuildContext } from './build-context.js';
import type { Fid } from './fid.js';
import type { Drive } from './hardware.js';
import type { MotrObject } from './motr-object.js';

interface Level {
  readonly fid: MotrObject<'objv'>['real'];
  readonly pvers: Fid<'pver'>[];
}

/**
 * Makes the virtual objects of a pool version: per drive one for it, then one for its controller,
 * enclosure, rack and site wherever these have none yet. Records the pool version at every piece of
 * hardware it is on. Returns the virtual sites.
 */
export function buildVirtualObjects(
  context: BuildContext,
  pver: Fid<'pver'>,
  drives: readonly Drive[],
): Fid<'objv'>[] {
  const childrenOf = new Map<Level, Fid<'objv'>[]>();
  const sites: Fid<'objv'>[] = [];
  const make = (level: Level, children: readonly Fid<'objv'>[]): Fid<'objv'> => {
    const fid = context.take('objv');
    context.objects.push({ type: 'objv', key: fid.key, real: level.fid, children });
    level.pvers.push(pver);
    return fid;
  };
  for (const drive of drives) {
    let child = make(drive, none);
    let complete = false;
    for (const level of levelsAbove(drive)) {
      const children = childrenOf.get(level);
      if (children !== undefined) {
        children.push(child);
        complete = true;
        break;
      }
      const own = [child];
      childrenOf.set(level, own);
      child = make(level, own);
    }
    if (!complete) sites.push(child);
  }
  return sites;
}

/** Shared, as most virtual objects are drives. */
const none: readonly Fid<'objv'>[] = [];

function levelsAbove({ controller }: Drive): Level[] {
  const { enclosure } = controller;
  return [controller, enclosure, enclosure.rack, enclosure.rack.site];
}
