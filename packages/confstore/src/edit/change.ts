import type { ConfList, ConfMap, ConfValue } from '../conf-store.js';

/** How a document differs from what was read; only what differs is in it. */
export type Change = ReplaceChange | MapChange | ListChange;

/** The value, of either kind, is another one; two maps or lists differ by their items instead. */
export interface ReplaceChange {
  readonly kind: 'replace';
  readonly before: ConfValue;
  readonly after: ConfValue;
}

/** The change of a document, whose outermost value is a map or a list. */
export type DocumentChange = MapChange | ListChange;

export interface MapChange {
  readonly kind: 'map';
  readonly before: ConfMap;
  readonly after: ConfMap;
  /** Entries that stay in their place with another value. */
  readonly changed: ReadonlyMap<string, Change>;
  readonly removed: ReadonlySet<string>;
  /** New entries, at the end of the map; a name in `removed` too goes and comes again. */
  readonly added: ReadonlyMap<string, ConfValue>;
}

export interface ListChange {
  readonly kind: 'list';
  readonly before: ConfList;
  readonly after: ConfList;
  readonly changed: ReadonlyMap<number, Change>;
  /** The positions of the items that go. */
  readonly removed: ReadonlySet<number>;
  /** New items at the end; there are none when items go. */
  readonly added: ConfList;
}
