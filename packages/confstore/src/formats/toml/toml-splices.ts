import { appendAll } from '../../append-all.js';
import type { ConfValue } from '../../conf-store.js';
import { isList, isMap } from '../../document/kind-of.js';
import type { Change, ListChange, MapChange } from '../../edit/change.js';
import {
  indentationAt,
  lineEnd,
  lineEndOf,
  lineStart,
  nextLine,
  linesAt,
} from '../../edit/lines.js';
import { itemStyle, separatedSplices } from '../../edit/separated-items.js';
import type { Splice } from '../../edit/splice.js';
import type { Source } from '../source.js';
import {
  needsHeader,
  printTomlKey,
  printTomlPair,
  printTomlScalar,
  printTomlTables,
  printTomlValue,
} from './print-toml.js';
import type { TomlHeader, TomlItem, TomlNode } from './scan-toml.js';
import {
  inlineTomlTable,
  readTomlTree,
  type TomlBody,
  type TomlEntry,
  type TomlPlace,
  type TomlTable,
  type TomlTableList,
} from './toml-tree.js';

/** The splices that make the change in a valid document. */
export function tomlSplices(text: string, source: Source, change: MapChange): readonly Splice[] {
  return new Plan(text, source).splicesFor(change);
}

/** New pairs of one inline table, and which of its old ones go. */
interface InlineEdit {
  readonly removed: Set<TomlItem>;
  readonly added: string[];
}

class Plan {
  readonly #newLine: string;
  readonly #splices: Splice[] = [];
  /** At one offset pairs of the section before come first, then sections, then headers. */
  readonly #insertions = {
    pairs: [] as Splice[],
    sections: [] as Splice[],
    header: [] as Splice[],
  };
  readonly #inline = new Map<TomlNode, InlineEdit>();

  constructor(
    private readonly text: string,
    private readonly source: Source,
  ) {
    this.#newLine = lineEndOf(text);
  }

  splicesFor(change: MapChange): readonly Splice[] {
    this.#changeTable(readTomlTree(this.text, this.source), change);
    for (const [node, { removed, added }] of this.#inline) {
      const gone = node.items.flatMap((pair, at) => (removed.has(pair) ? [at] : []));
      this.#changeItems(node, new Set(gone), added);
    }
    const { pairs, sections, header } = this.#insertions;
    return [...this.#splices, ...pairs, ...sections, ...header];
  }

  #changeTable(table: TomlTable, change: MapChange): void {
    const added: [string, ConfValue][] = [];
    for (const name of change.removed) this.#remove(table.entries.get(name));
    for (const [name, item] of change.changed) {
      const entry = table.entries.get(name);
      if (entry !== undefined && this.#changeEntry(entry, item)) continue;
      this.#remove(entry);
      added.push([name, item.after]);
    }
    this.#addAll(table, [...added, ...change.added]);
  }

  /** False if the entry cannot be changed in place. */
  #changeEntry(entry: TomlEntry, change: Change): boolean {
    if (entry.kind === 'tables') return change.kind === 'list' && this.#changeTables(entry, change);
    if (entry.kind === 'pair') {
      this.#changeNode(entry.pair.value, change);
      return true;
    }
    const isPlace = entry.place !== undefined;
    if (change.kind === 'map') {
      // A table that is only there as part of the keys and headers of what is in it goes with the
      // last of them.
      const isOnlyNamed = !isPlace && (entry.dots > 0 || entry.body === undefined);
      if (change.after.size === 0 && isOnlyNamed) return false;
      this.#changeTable(entry, change);
    } else if (isPlace) this.#replace(entry.place.pair.value, change.after);
    return change.kind === 'map' || isPlace;
  }

  #changeNode(node: TomlNode, change: Change): void {
    if (node.kind === 'inline' && change.kind === 'map')
      this.#changeTable(inlineTomlTable(this.text, node, this.source), change);
    else if (node.kind === 'array' && change.kind === 'list') {
      for (const [at, item] of change.changed) {
        const found = node.items[at];
        if (found !== undefined) this.#changeNode(found.value, item);
      }
      this.#changeItems(node, change.removed, change.added.map(printTomlValue));
    } else this.#replace(node, change.after);
  }

  #changeItems(node: TomlNode, removed: ReadonlySet<number>, added: readonly string[]): void {
    if (removed.size === 0 && added.length === 0) return;
    const container = { open: node.start + 1, close: node.end - 1, items: node.items };
    const style = itemStyle(this.text, container);
    const start = container.open;
    if (style !== undefined) {
      const how = { style, newLine: this.#newLine, skipComment };
      const edit = { text: this.text, container, ...how };
      appendAll(this.#splices, separatedSplices(edit, removed, added));
    } else if (node.kind === 'inline')
      this.#splices.push({ start, end: container.close, text: ` ${added.join(', ')} ` });
    else this.#splices.push({ start, end: start, text: added.join(', ') });
  }

  /** An array of tables has only tables, and at least one. */
  #changeTables(list: TomlTableList, change: ListChange): boolean {
    if (change.after.length === 0 || !change.after.every(isMap)) return false;
    for (const [at, item] of change.changed) {
      const table = list.items[at];
      if (table !== undefined && item.kind === 'map') this.#changeTable(table, item);
    }
    for (const at of change.removed) this.#remove(list.items[at]);
    const last = list.items.at(-1);
    if (last !== undefined && change.added.length > 0)
      this.#addSection(last, printTomlTables(last.path, change.added, this.#newLine));
    return true;
  }

  #replace({ start, end }: TomlNode, value: ConfValue): void {
    const isScalar = !isMap(value) && !isList(value);
    const old = this.text.slice(start, end);
    const text = isScalar ? printTomlScalar(value, old) : printTomlValue(value);
    this.#splices.push({ start, end, text });
  }

  #remove(entry: TomlEntry | undefined): void {
    if (entry === undefined) return;
    if (entry.kind === 'tables') for (const item of entry.items) this.#remove(item);
    else if (entry.kind === 'pair') this.#removePair(entry);
    else if (entry.place !== undefined) this.#removePair(entry.place);
    else {
      for (const inner of entry.entries.values()) this.#remove(inner);
      const header = entry.body?.kind === 'section' ? entry.body.header : undefined;
      if (entry.dots === 0 && header !== undefined) this.#removeLines(header.start, header.end);
    }
  }

  #removePair({ pair, body }: TomlPlace): void {
    if (body.kind === 'section') this.#removeLines(pair.start, pair.end);
    else this.#inlineEdit(body).removed.add(pair);
  }

  #removeLines(start: number, end: number): void {
    const [from, to] = [lineStart(this.text, start), nextLine(this.text, end)];
    this.#splices.push({ start: from, end: to, text: '' });
  }

  #addAll(table: TomlTable, added: readonly (readonly [string, ConfValue])[]): void {
    const { body, path, dots } = table;
    const dotted = dots === 0 ? [] : path.slice(-dots);
    const isInline = body !== undefined && body.kind !== 'section';
    const isBelow = (value: ConfValue): boolean =>
      !isInline && dotted.length === 0 && needsHeader(value);
    const pairs = added
      .filter(([, value]) => !isBelow(value))
      .map(([name, value]) => [[...dotted, name], value] as const);
    if (isInline)
      for (const [key, value] of pairs)
        this.#inlineEdit(body).added.push(printTomlPair(key, value));
    else if (pairs.length > 0) this.#addPairs(table, body, pairs);
    for (const [name, value] of added)
      if (isBelow(value))
        this.#addSection(table, printTomlTables([...path, name], value, this.#newLine));
  }

  #addPairs(
    table: TomlTable,
    body: TomlBody | undefined,
    pairs: readonly (readonly [key: readonly string[], value: ConfValue])[],
  ): void {
    const { text } = this;
    const model = table.lastPair;
    const indent = model === undefined ? '' : indentationAt(text, model.start);
    const around = model === undefined ? ' ' : text.slice(model.equals - 1, model.equals + 2);
    const equals = /[ \t]/.test(around) ? ' = ' : '=';
    const lines = pairs
      .map(([key, value]) => indent + printTomlPair(key, value, equals) + this.#newLine)
      .join('');
    const header = body?.kind === 'section' ? body.header : undefined;
    const first = table.firstSection?.header;
    if (model !== undefined) this.#insert('pairs', nextLine(text, model.end), lines);
    else if (header !== undefined) this.#insert('pairs', nextLine(text, header.end), lines);
    else if (first === undefined) this.#insert('pairs', text.length, lines);
    else {
      const own = body === undefined ? `[${printTomlKey(table.path)}]${this.#newLine}` : '';
      const what = body === undefined ? 'header' : 'pairs';
      this.#insert(what, this.#aboveHeader(first), own + lines + this.#newLine);
    }
  }

  #addSection(table: TomlTable, lines: string): void {
    const last = table.lastSection;
    const end = last?.lastPair?.end ?? last?.header?.end;
    const isRoot = table.path.length === 0 || end === undefined;
    const offset = isRoot ? this.text.length : nextLine(this.text, end);
    const { pairs, sections } = this.#insertions;
    const isFirst = offset === 0 && pairs.length === 0 && sections.length === 0;
    this.#insert('sections', offset, isFirst ? lines : this.#newLine + lines);
  }

  /** The start of the line of a header, or of the comment lines right above it. */
  #aboveHeader(header: TomlHeader): number {
    let offset = lineStart(this.text, header.start);
    for (;;) {
      const isLong = this.text.startsWith('\r\n', offset - 2);
      const above = lineStart(this.text, isLong ? offset - 2 : Math.max(0, offset - 1));
      if (above === offset || !/^[ \t]*#/.test(this.text.slice(above, offset))) return offset;
      offset = above;
    }
  }

  #insert(what: 'pairs' | 'sections' | 'header', offset: number, lines: string): void {
    const text = linesAt(this.text, offset, lines, this.#newLine);
    this.#insertions[what].push({ start: offset, end: offset, text });
  }

  #inlineEdit(node: TomlNode): InlineEdit {
    const edit = this.#inline.get(node) ?? { removed: new Set(), added: [] };
    this.#inline.set(node, edit);
    return edit;
  }
}

/** The end of the comment that starts at an offset; undefined when none does. */
function skipComment(text: string, at: number): number | undefined {
  return text[at] === '#' ? lineEnd(text, at) : undefined;
}
