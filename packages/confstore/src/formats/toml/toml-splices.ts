import { appendAll } from '../../append-all.js';
import type { ConfValue } from '../../conf-store.js';
import { isList, isMap } from '../../document/kind-of.js';
import type { Change, ListChange, MapChange } from '../../edit/change.js';
import type { Splice } from '../../edit/splice.js';
import { indentationAt, lineEndOf, lineStart, nextLine } from '../../edit/lines.js';
import { linesAt } from '../../edit/lines-at.js';
import { itemStyle, separatedSplices } from '../../edit/separated-items.js';
import { inlineTomlTable } from './build-toml-tree.js';
import {
  needsHeader,
  printTomlKey,
  printTomlScalar,
  printTomlTables,
  printTomlValue,
} from './print-toml.js';
import { separatedToml, skipTomlComment } from './separated-toml.js';
import type { TomlArray, TomlHeader, TomlInlineTable, TomlNode, TomlPair } from './toml-nodes.js';
import {
  pathOfTable,
  type TomlEntry,
  type TomlPlace,
  type TomlSection,
  type TomlTable,
  type TomlTableList,
} from './toml-tree.js';

/** The splices that make the change in the document whose tree is given. */
export function tomlSplices(text: string, root: TomlTable, change: MapChange): readonly Splice[] {
  return new Plan(text).splicesFor(root, change);
}

/** New pairs of one inline table, and which of its old ones go. */
interface InlineEdit {
  readonly removed: Set<TomlPair>;
  readonly added: string[];
}

/**
 * At one offset, pairs of the section before it come first, then sections after that, then headers
 * for what follows.
 */
interface Insertions {
  readonly pairs: Splice[];
  readonly sections: Splice[];
  readonly header: Splice[];
}

class Plan {
  private readonly lineEnd: string;
  private readonly splices: Splice[] = [];
  private readonly insertions: Insertions = { pairs: [], sections: [], header: [] };
  private readonly inline = new Map<TomlInlineTable, InlineEdit>();

  constructor(private readonly text: string) {
    this.lineEnd = lineEndOf(text);
  }

  splicesFor(root: TomlTable, change: MapChange): readonly Splice[] {
    this.changeTable(root, change);
    for (const [node, { removed, added }] of this.inline)
      this.changeItems(
        node,
        new Set(node.pairs.flatMap((pair, at) => (removed.has(pair) ? [at] : []))),
        added,
      );
    const { pairs, sections, header } = this.insertions;
    return [...this.splices, ...pairs, ...sections, ...header];
  }

  private changeTable(table: TomlTable, change: MapChange): void {
    const added: [string, ConfValue][] = [];
    for (const name of change.removed) this.remove(table.entries.get(name));
    for (const [name, item] of change.changed) {
      const entry = table.entries.get(name);
      if (entry !== undefined && this.changeEntry(entry, item)) continue;
      this.remove(entry);
      added.push([name, item.after]);
    }
    this.addAll(table, [...added, ...change.added]);
  }

  /** False when the entry cannot be changed where it stands. */
  private changeEntry(entry: TomlEntry, change: Change): boolean {
    if (entry.kind === 'pair') {
      this.changeNode(entry.value, change);
      return true;
    }
    if (entry.kind === 'table') {
      if (change.kind === 'map' && change.after.size === 0 && isOnlyNamed(entry)) return false;
      if (change.kind === 'map') this.changeTable(entry, change);
      else if (entry.place !== undefined) this.replace(entry.place.pair.value, change.after);
      else return false;
      return true;
    }
    return change.kind === 'list' && this.changeTables(entry, change);
  }

  private changeNode(node: TomlNode, change: Change): void {
    if (node.kind === 'inline' && change.kind === 'map')
      this.changeTable(inlineTomlTable(node, {}), change);
    else if (node.kind === 'array' && change.kind === 'list') this.changeArray(node, change);
    else this.replace(node, change.after);
  }

  private changeArray(node: TomlArray, change: ListChange): void {
    for (const [at, item] of change.changed) {
      const found = node.items[at];
      if (found !== undefined) this.changeNode(found, item);
    }
    const kept = node.items.length - change.removed;
    this.changeItems(
      node,
      new Set([...node.items.keys()].slice(kept)),
      change.added.map(printTomlValue),
    );
  }

  private changeItems(
    node: TomlArray | TomlInlineTable,
    removed: ReadonlySet<number>,
    added: readonly string[],
  ): void {
    if (removed.size === 0 && added.length === 0) return;
    const items = separatedToml(node);
    const style = itemStyle(this.text, items);
    if (style === undefined) {
      this.splices.push({
        start: node.start + 1,
        end: node.kind === 'inline' ? node.end - 1 : node.start + 1,
        text: node.kind === 'inline' ? ` ${added.join(', ')} ` : added.join(', '),
      });
      return;
    }
    appendAll(
      this.splices,
      separatedSplices(this.text, items, removed, added, style, this.lineEnd, skipTomlComment),
    );
  }

  /** An array of tables holds tables only, and at least one. */
  private changeTables(list: TomlTableList, change: ListChange): boolean {
    const keeps = list.items.length - change.removed;
    if (keeps === 0 || !change.after.every(isMap)) return false;
    for (const [at, item] of change.changed) {
      const table = list.items[at];
      if (table !== undefined && item.kind === 'map') this.changeTable(table, item);
    }
    for (const item of list.items.slice(keeps)) this.removeTable(item);
    const last = list.items.at(-1);
    if (last !== undefined && change.added.length > 0)
      this.addSection(last, printTomlTables(pathOfTable(last), change.added, this.lineEnd));
    return true;
  }

  private replace(node: TomlNode, value: ConfValue): void {
    const old = this.text.slice(node.start, node.end);
    this.splices.push({
      start: node.start,
      end: node.end,
      text: isMap(value) || isList(value) ? printTomlValue(value) : printTomlScalar(value, old),
    });
  }

  private remove(entry: TomlEntry | undefined): void {
    if (entry === undefined) return;
    if (entry.kind === 'tables') for (const item of entry.items) this.removeTable(item);
    else if (entry.kind === 'table') this.removeTable(entry);
    else this.removePair(entry.place);
  }

  private removeTable(table: TomlTable): void {
    if (table.place !== undefined) {
      this.removePair(table.place);
      return;
    }
    for (const entry of table.entries.values()) this.remove(entry);
    if (table.dots === 0 && table.body?.kind === 'section' && table.body.header !== undefined)
      this.removeLines(table.body.header.start, table.body.header.end);
  }

  private removePair({ pair, body }: TomlPlace): void {
    if (body.kind === 'inline') this.inlineEdit(body).removed.add(pair);
    else this.removeLines(pair.start, pair.value.end);
  }

  private removeLines(start: number, end: number): void {
    this.splices.push({
      start: lineStart(this.text, start),
      end: nextLine(this.text, end),
      text: '',
    });
  }

  private addAll(table: TomlTable, added: readonly (readonly [string, ConfValue])[]): void {
    const { body } = table;
    const names = pathOfTable(table);
    const dotted = table.dots === 0 ? [] : names.slice(-table.dots);
    const allInline = body?.kind === 'inline' || dotted.length > 0;
    const [above, below] = [
      added.filter(([, value]) => allInline || !needsHeader(value)),
      added.filter(([, value]) => !allInline && needsHeader(value)),
    ];
    const pairs = above.map(([name, value]) => ({
      key: printTomlKey([...dotted, name]),
      value: printTomlValue(value),
    }));
    if (body?.kind === 'inline')
      appendAll(
        this.inlineEdit(body).added,
        pairs.map(({ key, value }) => `${key} = ${value}`),
      );
    else if (pairs.length > 0) this.addPairs(table, body, pairs);
    for (const [name, value] of below)
      this.addSection(table, printTomlTables([...names, name], value, this.lineEnd));
  }

  private addPairs(
    table: TomlTable,
    body: TomlSection | undefined,
    pairs: readonly { readonly key: string; readonly value: string }[],
  ): void {
    const { text, lineEnd } = this;
    const model = table.lastPair;
    const indent = model === undefined ? '' : indentationAt(text, model.start);
    const equals =
      model !== undefined && !/[ \t]/.test(text.slice(model.equals - 1, model.equals + 2))
        ? '='
        : ' = ';
    const lines = pairs.map(({ key, value }) => indent + key + equals + value + lineEnd).join('');
    if (model !== undefined) this.insert('pairs', nextLine(text, model.value.end), lines);
    else if (body?.header !== undefined)
      this.insert('pairs', nextLine(text, body.header.end), lines);
    else if (table.firstSection?.header === undefined) this.insert('pairs', text.length, lines);
    else {
      const header = body === undefined ? `[${printTomlKey(pathOfTable(table))}]${lineEnd}` : '';
      this.insert(
        body === undefined ? 'header' : 'pairs',
        this.aboveHeader(table.firstSection.header),
        header + lines + lineEnd,
      );
    }
  }

  private addSection(table: TomlTable, lines: string): void {
    const last = table.lastSection;
    const end = last?.lastPair?.value.end ?? last?.header?.end;
    const offset =
      table.parent === undefined || end === undefined ? this.text.length : nextLine(this.text, end);
    const isFirst =
      offset === 0 && this.insertions.pairs.length === 0 && this.insertions.sections.length === 0;
    this.insert('sections', offset, isFirst ? lines : this.lineEnd + lines);
  }

  /** The start of the line of a header, or of the comment lines right above it. */
  private aboveHeader(header: TomlHeader): number {
    let offset = lineStart(this.text, header.start);
    for (;;) {
      const above = lineStart(
        this.text,
        this.text.startsWith('\r\n', offset - 2) ? offset - 2 : Math.max(0, offset - 1),
      );
      if (above === offset || !/^[ \t]*#/.test(this.text.slice(above, offset))) return offset;
      offset = above;
    }
  }

  private insert(what: keyof Insertions, offset: number, lines: string): void {
    this.insertions[what].push({
      start: offset,
      end: offset,
      text: linesAt(this.text, offset, lines, this.lineEnd),
    });
  }

  private inlineEdit(node: TomlInlineTable): InlineEdit {
    const edit = this.inline.get(node) ?? { removed: new Set(), added: [] };
    this.inline.set(node, edit);
    return edit;
  }
}

/**
 * True for a table that is only there as part of the keys and headers of what is in it, so it goes
 * with the last of them.
 */
function isOnlyNamed(table: TomlTable): boolean {
  return table.place === undefined && (table.dots > 0 || table.body === undefined);
}
