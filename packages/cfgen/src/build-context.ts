import type { Fid } from './fid.js';
import type { ConfigWarning } from './motr-config.js';
import type { MotrObject } from './motr-object.js';
import { objectTypes, type ObjectType } from './object-type.js';

/** What the steps of one build share: the objects made so far and the next key of every type. */
export interface BuildContext {
  /**
   * Made without spread: Node 20 would give each of a million objects a hidden class of its own,
   * three times the memory and five times the time.
   */
  readonly objects: MotrObject[];
  readonly warnings: ConfigWarning[];
  /** The next fid of a type. Objects are numbered in the order in which fids are taken. */
  take<T extends ObjectType>(type: T): Fid<T>;
  nextKeys(): Readonly<Record<ObjectType, number>>;
}

/** A fresh context: every key at 0. */
export function createBuildContext(): BuildContext {
  const next = Object.fromEntries(objectTypes.map((type) => [type, 0])) as Record<
    ObjectType,
    number
  >;
  return {
    objects: [],
    warnings: [],
    take: (type) => ({ type, key: next[type]++ }),
    nextKeys: () => ({ ...next }),
  };
}
