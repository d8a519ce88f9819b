import type { ConfList, ConfMap, ConfValue } from '../../conf-store.js';
import { equalValues } from '../../document/equal-values.js';
import { isList, isMap } from '../../document/kind-of.js';
import { maximumDepth } from '../document-format.js';

/**
 * Something that is not TOML, or is so rarely written that it is left to the judgement of
 * smol-toml.
 */
export class UnsureToml extends Error {}

/** A table that later statements may add to. */
interface OpenTable {
  map: Map<string, ConfValue>;
  /** How many tables and arrays it is inside of. */
  readonly depth: number;
  readonly parent: OpenTable | undefined;
  readonly name: string;
  /** The array of tables that it is in, and its position there. */
  readonly list: OpenList | undefined;
  readonly position: number;
  /** Whether a header of its own opened it; if none did, a later one may. */
  hasHeader: boolean;
  /** The section whose dotted keys made it, by number; undefined for other tables. */
  readonly dottedIn: number | undefined;
  /** The last section that was about this table or one in it. */
  section: number;
  below: Map<string, OpenTable | OpenList> | undefined;
  /**
   * What it is expected to become; undefined when nothing is expected, or something else is found.
   */
  expected: ConfMap | undefined;
  /** Whether `map` is the expected one, which nobody may change. */
  shared: boolean;
}

/** An array of tables: only its last one can still be added to. */
interface OpenList {
  items: ConfValue[];
  last: OpenTable | undefined;
  expected: ConfList | undefined;
  shared: boolean;
}

/**
 * The tables of a document, made statement by statement. They refuse what TOML refuses, all that is
 * defined twice, and a little more. A table that becomes what it is expected to become is that
 * expected map, so a text that is read again to be compared needs no second model.
 */
export class TomlTables {
  readonly #root: OpenTable;
  #table: OpenTable;
  #section = 0;

  constructor(expected: ConfMap | undefined) {
    this.#root = newTable({ depth: 0, section: 0, expected });
    this.#table = this.#root;
  }

  /** How many tables and arrays the table of the last header is inside of. */
  get depth(): number {
    return this.#table.depth;
  }

  /** `[path]`, or `[[path]]` when it adds an element to an array of tables. @throws UnsureToml */
  header(path: readonly string[], addsElement: boolean): void {
    this.#section++;
    let table = this.#enter(this.#root);
    for (const name of path.slice(0, -1)) table = this.#step(table, name);
    const name = path.at(-1) ?? '';
    const opened = addsElement ? this.#addElement(table, name) : this.#open(table, name);
    this.#leaveUpTo(this.#section);
    this.#table = opened;
  }

  /** `path = value` in the table of the last header. @throws UnsureToml */
  pair(path: readonly string[], value: ConfValue): void {
    let table = this.#table;
    for (const name of path.slice(0, -1)) table = this.#dotted(table, name);
    this.#set(table, path.at(-1) ?? '', value);
  }

  /** `name = value` in the table of the last header, of a scalar. @throws UnsureToml */
  entry(name: string, value: ConfValue): void {
    this.#set(this.#table, name, value);
  }

  /** The document. */
  build(): ConfMap {
    this.#leaveUpTo(this.#section + 1);
    return this.#root.map;
  }

  #set({ map, expected }: OpenTable, name: string, value: ConfValue): void {
    if (map.has(name)) throw new UnsureToml();
    const other = typeof value === 'object' ? expected?.get(name) : undefined;
    map.set(name, other !== undefined && equalValues(value, other) ? other : value);
  }

  /** The table of a name on the way of a header. */
  #step(table: OpenTable, name: string): OpenTable {
    const found = table.below?.get(name);
    if (found === undefined) return this.#make(table, name, {});
    if (!isOpenList(found)) return this.#enterTable(found);
    this.#ownList(table, name, found);
    return found.last === undefined ? this.#addElement(table, name) : this.#enterTable(found.last);
  }

  #open(table: OpenTable, name: string): OpenTable {
    const found = table.below?.get(name);
    if (found === undefined) return this.#make(table, name, { hasHeader: true });
    if (isOpenList(found) || found.hasHeader) throw new UnsureToml();
    found.hasHeader = true;
    return this.#enterTable(found);
  }

  #enterTable(table: OpenTable): OpenTable {
    if (table.dottedIn !== undefined) throw new UnsureToml();
    return this.#enter(table);
  }

  #dotted(table: OpenTable, name: string): OpenTable {
    const found = table.below?.get(name);
    if (found === undefined) return this.#make(table, name, { dottedIn: this.#section });
    if (isOpenList(found) || found.dottedIn !== this.#section) throw new UnsureToml();
    return found;
  }

  #make(
    parent: OpenTable,
    name: string,
    how: { readonly hasHeader?: boolean; readonly dottedIn?: number },
  ): OpenTable {
    if (parent.map.has(name)) throw new UnsureToml();
    const made = newTable({
      ...how,
      parent,
      name,
      depth: deeper(parent),
      section: this.#section,
      expected: parent.expected?.get(name),
    });
    parent.map.set(name, made.map);
    (parent.below ??= new Map()).set(name, made);
    return made;
  }

  #addElement(parent: OpenTable, name: string): OpenTable {
    const list = parent.below?.get(name) ?? makeList(parent, name);
    if (!isOpenList(list)) throw new UnsureToml();
    this.#ownList(parent, name, list);
    const position = list.items.length;
    list.last = newTable({
      parent,
      name,
      depth: deeper(parent) + 1,
      list,
      position,
      hasHeader: true,
      section: this.#section,
      expected: list.expected?.[position],
    });
    list.items.push(list.last.map);
    return list.last;
  }

  /** The table, to be changed: a shared one is copied, once at most. */
  #enter(table: OpenTable): OpenTable {
    table.section = this.#section;
    if (table.shared) {
      table.shared = false;
      put(table, new Map(table.map));
    }
    return table;
  }

  #ownList(parent: OpenTable, name: string, list: OpenList): void {
    if (!list.shared) return;
    list.shared = false;
    list.items = [...list.items];
    parent.map.set(name, list.items);
  }

  /** Leaves the tables that the last header was about, or inside of, and the present one is not. */
  #leaveUpTo(section: number): void {
    for (
      let left: OpenTable | undefined = this.#table;
      left !== undefined && left.section !== section;
      left = left.parent
    )
      leave(left);
  }
}

function newTable(
  from: Pick<OpenTable, 'depth' | 'section'> & {
    readonly expected: ConfValue | undefined;
  } & Partial<Pick<OpenTable, 'parent' | 'name' | 'list' | 'position' | 'hasHeader' | 'dottedIn'>>,
): OpenTable {
  const {
    depth,
    section,
    expected,
    parent,
    name = '',
    list,
    position = 0,
    hasHeader = false,
    dottedIn,
  } = from;
  return {
    map: new Map(),
    depth,
    parent,
    name,
    list,
    position,
    hasHeader,
    dottedIn,
    section,
    below: undefined,
    expected: isMap(expected) ? expected : undefined,
    shared: false,
  };
}

function makeList(parent: OpenTable, name: string): OpenList {
  if (parent.map.has(name)) throw new UnsureToml();
  const expected = parent.expected?.get(name);
  const made: OpenList = {
    items: [],
    last: undefined,
    expected: isList(expected) ? expected : undefined,
    shared: false,
  };
  parent.map.set(name, made.items);
  (parent.below ??= new Map()).set(name, made);
  return made;
}

function isOpenList(found: OpenTable | OpenList): found is OpenList {
  return 'last' in found;
}

/** One more than the depth of a table. */
function deeper({ depth }: OpenTable): number {
  if (depth + 1 >= maximumDepth) throw new UnsureToml();
  return depth + 1;
}

/** Takes a map for a table. */
function put(table: OpenTable, map: Map<string, ConfValue>): void {
  table.map = map;
  if (table.list !== undefined) table.list.items[table.position] = map;
  else table.parent?.map.set(table.name, map);
}

/**
 * What a table has become is compared with what is expected, once: whoever comes back to it finds a
 * table that differs.
 */
function leave(table: OpenTable): void {
  const { expected } = table;
  if (expected === undefined) return;
  table.expected = undefined;
  for (const [name, below] of table.below ?? []) {
    if (isOpenList(below)) leaveList(table, name, below);
    else if (below.dottedIn !== undefined) leave(below);
  }
  if (!hasEntries(table.map, expected)) return;
  table.shared = true;
  put(table, expected as Map<string, ConfValue>);
}

function leaveList(parent: OpenTable, name: string, list: OpenList): void {
  const { expected, items } = list;
  list.expected = undefined;
  if (
    expected?.length !== items.length ||
    !items.every((item, at) => Object.is(item, expected[at]))
  )
    return;
  list.shared = true;
  list.items = expected as ConfValue[];
  parent.map.set(name, list.items);
}

/** True for a map of exactly the values of another, in its order. */
function hasEntries(map: ConfMap, expected: ConfMap): boolean {
  if (map.size !== expected.size) return false;
  const others = expected.entries();
  for (const [name, value] of map) {
    const [otherName, other] = others.next().value ?? [];
    if (name !== otherName || !Object.is(value, other)) return false;
  }
  return true;
}
