import type { Change } from '../../edit/change.js';
import type { TomlArray, TomlHeader, TomlInlineTable, TomlPair, TomlScalar } from './toml-nodes.js';

/** A header with the pairs below it, or (without a header) the pairs above the first header. */
export interface TomlSection {
  readonly kind: 'section';
  readonly header: TomlHeader | undefined;
  lastPair: TomlPair | undefined;
}

/** What changes of a table; undefined when nothing does. */
export type TomlChange = Change | 'all' | undefined;

/** What holds pairs: lines below a header, or the braces of an inline table. */
export type TomlBody = TomlSection | TomlInlineTable;

/** What a name of the document stands for. */
export type TomlEntry = TomlTable | TomlTableList | TomlPairEntry;

/**
 * A table, however it was written: by headers, by dotted keys, in braces, or only as part of the
 * names of others.
 */
export interface TomlTable {
  readonly kind: 'table';
  readonly parent: TomlTable | undefined;
  /** Its name in `parent`; an element of an array of tables has the name of the array. */
  readonly name: string;
  readonly entries: Map<string, TomlEntry>;
  /**
   * What of it the tree has: all, or only what this change is about; undefined for none of its
   * entries.
   */
  readonly change: TomlChange;
  /**
   * Where its own pairs stand; undefined for a table that is only part of the headers of others.
   */
  body: TomlBody | undefined;
  /** How many names its keys start with in `body`: those of dotted keys, else 0. */
  readonly dots: number;
  /** The pair whose value it is, when it is in braces behind a key. */
  readonly place: TomlPlace | undefined;
  /** The last pair of `body` that is about this table. */
  lastPair: TomlPair | undefined;
  /** The first and the last section whose header is this table's or below it. */
  firstSection: TomlSection | undefined;
  lastSection: TomlSection | undefined;
}

/** An array of tables: one table for each `[[header]]`. */
export interface TomlTableList {
  readonly kind: 'tables';
  readonly items: TomlTable[];
  readonly change: TomlChange;
}

/** A pair whose value is no inline table. */
export interface TomlPairEntry {
  readonly kind: 'pair';
  readonly place: TomlPlace;
  readonly value: TomlScalar | TomlArray;
}

/** A pair and what holds it. */
export interface TomlPlace {
  readonly pair: TomlPair;
  readonly body: TomlBody;
}

/** The names that lead to a table, those of arrays of tables without positions. */
export function pathOfTable(table: TomlTable): readonly string[] {
  const path: string[] = [];
  for (let each: TomlTable = table; each.parent !== undefined; each = each.parent)
    path.push(each.name);
  return path.reverse();
}
