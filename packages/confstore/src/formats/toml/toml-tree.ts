import { parse } from 'smol-toml';
import type { ConfMap, ConfScalar, ConfValue } from '../../conf-store.js';
import type { ErrorCode, HareError } from '@hare/base';
import { maximumDepth } from '../document-format.js';
import { errorAt, type Source } from '../source.js';
import { scanToml, type TomlHeader, type TomlItem, type TomlNode } from './scan-toml.js';

/** The top of the document or what follows a header, up to the next one. */
export interface TomlSection {
  readonly kind: 'section';
  readonly header: TomlHeader | undefined;
  lastPair: TomlItem | undefined;
}

/** A container of pairs: the lines below a header, or the braces of an inline table. */
export type TomlBody = TomlSection | TomlNode;

/** What a name of the document refers to. */
export type TomlEntry = TomlTable | TomlTableList | TomlPairEntry;

/** A pair and its container. */
export interface TomlPlace {
  readonly pair: TomlItem;
  readonly body: TomlBody;
}

/** A pair whose value is not an inline table. */
export interface TomlPairEntry extends TomlPlace {
  readonly kind: 'pair';
}

/** An array of tables: one table for each `[[header]]`. */
export interface TomlTableList {
  readonly kind: 'tables';
  readonly items: TomlTable[];
}

/** A table, written by headers, dotted keys, in braces, or only in the names of others. */
export interface TomlTable {
  readonly kind: 'table';
  /** The names that lead to it, those of arrays of tables without positions. */
  readonly path: readonly string[];
  readonly entries: Map<string, TomlEntry>;
  /** The place of its own pairs; undefined for a table only in the headers of others. */
  body: TomlBody | undefined;
  /** How many names its keys start with in `body`: those of dotted keys, else 0. */
  readonly dots: number;
  /** The pair whose value it is, when it is in braces behind a key. */
  readonly place: TomlPlace | undefined;
  /** The last pair of `body` that is about this table. */
  lastPair: TomlItem | undefined;
  /** The first and the last section whose header is this table's or below it. */
  firstSection: TomlSection | undefined;
  lastSection: TomlSection | undefined;
}

/** The tables and values of a document that is known to be valid, each with its places. */
export function readTomlTree(text: string, source: Source): TomlTable {
  return new TreeBuilder(text, source).build();
}

/** The table in braces as a tree of its own: an item of an array. */
export function inlineTomlTable(text: string, node: TomlNode, source: Source): TomlTable {
  return new TreeBuilder(text, source).inline(node, [], undefined);
}

class TreeBuilder {
  constructor(
    private readonly text: string,
    private readonly source: Source,
  ) {}

  build(): TomlTable {
    const root = newTable([]);
    let section: TomlSection = { kind: 'section', header: undefined, lastPair: undefined };
    root.body = section;
    let table = root;
    for (const statement of scanToml(this.text, this.source)) {
      if ('value' in statement) {
        section.lastPair = statement;
        this.#addPair(table, section, statement);
      } else {
        section = { kind: 'section', header: statement, lastPair: undefined };
        table = this.#openTable(root, section, statement);
      }
    }
    return root;
  }

  inline(node: TomlNode, path: readonly string[], place: TomlPlace | undefined): TomlTable {
    const table = newTable(path, 0, place);
    table.body = node;
    for (const pair of node.items) this.#addPair(table, node, pair);
    return table;
  }

  #openTable(root: TomlTable, section: TomlSection, header: TomlHeader): TomlTable {
    const { path, addsElement, start } = header;
    if (path.length >= maximumDepth)
      throw this.#error(`a table inside ${path.length} others`, start, 'TOO_DEEP');
    const touched: TomlTable[] = [root];
    let table = root;
    for (const [at, name] of path.entries()) {
      const isNew = addsElement && at === path.length - 1;
      table = isNew ? this.#addElement(table, name, header) : this.#step(table, name, 0, start);
      touched.push(table);
    }
    table.body = section;
    for (const each of touched) {
      each.firstSection ??= section;
      each.lastSection = section;
    }
    return table;
  }

  #addElement(table: TomlTable, name: string, { path, start }: TomlHeader): TomlTable {
    const list = table.entries.get(name) ?? { kind: 'tables' as const, items: [] };
    if (list.kind !== 'tables')
      throw this.#error(`${path.join('.')} exists already, and is not an array of tables`, start);
    const item = newTable([...table.path, name]);
    list.items.push(item);
    table.entries.set(name, list);
    return item;
  }

  #addPair(table: TomlTable, body: TomlBody, pair: TomlItem): void {
    const { path, value, start } = pair;
    if (path.length >= maximumDepth)
      throw this.#error(`a key of ${path.length} names`, start, 'TOO_DEEP');
    let owner = table;
    owner.lastPair = pair;
    for (const [at, step] of path.slice(0, -1).entries()) {
      owner = this.#step(owner, step, at + 1, start);
      owner.body ??= body;
      owner.lastPair = pair;
    }
    const name = path.at(-1) ?? '';
    const entry: TomlEntry =
      value.kind === 'inline'
        ? this.inline(value, [...owner.path, name], { pair, body })
        : { kind: 'pair', pair, body };
    if (owner.entries.has(name))
      throw this.#error(`the key ${path.join('.')} is there twice`, start, 'DUPLICATE_KEY');
    owner.entries.set(name, entry);
  }

  #step(table: TomlTable, name: string, dots: number, offset: number): TomlTable {
    const found = table.entries.get(name);
    if (found === undefined) {
      const made = newTable([...table.path, name], dots);
      table.entries.set(name, made);
      return made;
    }
    const next = found.kind === 'tables' ? found.items.at(-1) : found;
    if (next?.kind !== 'table') throw this.#error(`${name} is a value, no table`, offset);
    return next;
  }

  #error(what: string, offset: number, code: ErrorCode = 'SYNTAX'): HareError {
    return errorAt(code, what, this.text, offset, this.source);
  }
}

function newTable(path: readonly string[], dots = 0, place?: TomlPlace): TomlTable {
  const unknown = { body: undefined, lastPair: undefined };
  const sections = { firstSection: undefined, lastSection: undefined };
  return { kind: 'table', path, entries: new Map(), dots, place, ...unknown, ...sections };
}

/** Where an entry is first written: its key, or the header that makes it. */
export function placeOfEntry(entry: TomlEntry): number {
  if (entry.kind === 'pair') return entry.pair.start;
  const table = entry.kind === 'tables' ? entry.items[0] : entry;
  if (table?.place !== undefined) return table.place.pair.start;
  const header = table?.firstSection?.header?.start ?? Infinity;
  for (const first of table?.entries.values() ?? []) return Math.min(header, placeOfEntry(first));
  return header;
}

/** The values of a table, in the order of the text. */
export function tomlTableValue(text: string, source: Source, root: TomlTable): ConfMap {
  const goDeep = (depth: number, offset: number): number => {
    const what = `more than ${maximumDepth} tables and arrays inside each other`;
    if (depth >= maximumDepth) throw errorAt('TOO_DEEP', what, text, offset, source);
    return depth + 1;
  };
  const ofTable = (table: TomlTable, depth: number): ConfMap => {
    const map = new Map<string, ConfValue>();
    for (const [name, entry] of table.entries) map.set(name, ofEntry(entry, depth + 1));
    return map;
  };
  const ofEntry = (entry: TomlEntry, depth: number): ConfValue => {
    if (entry.kind === 'pair') return ofNode(entry.pair.value, depth);
    const inner = goDeep(depth, placeOfEntry(entry));
    if (entry.kind === 'table') return ofTable(entry, depth);
    return entry.items.map((item) => ofTable(item, inner));
  };
  const ofNode = (node: TomlNode, depth: number): ConfValue => {
    if (node.kind === 'scalar') {
      const { string, start, end } = node;
      const token = string ?? text.slice(start, end);
      if (string === undefined && !isDay(token))
        throw errorAt('SYNTAX', `there is no such day: ${token}`, text, start, source);
      return string ?? bareValue(token);
    }
    const inner = goDeep(depth, node.start);
    if (node.kind === 'inline') return ofTable(inlineTomlTable(text, node, source), depth);
    return node.items.map(({ value }) => ofNode(value, inner));
  };
  return ofTable(root, 0);
}

/** False for a date whose month has no such day, which smol-toml takes for one of the next. */
function isDay(token: string): boolean {
  const [date, day] = /^\d{4}-\d\d-(\d\d)/.exec(token) ?? [];
  return date === undefined || new Date(`${date}T00:00Z`).getUTCDate() === Number(day);
}

/** A value without quotes. Dates keep whether they are local (smol-toml's TomlDate). */
function bareValue(token: string): ConfScalar {
  if (token === 'true' || token === 'false') return token === 'true';
  if (/^[+-]?\d{1,15}$/.test(token)) return Number(token) + 0;
  return parse(`value = ${token}`, { integersAsBigInt: 'asNeeded' })['value'] as ConfScalar;
}
