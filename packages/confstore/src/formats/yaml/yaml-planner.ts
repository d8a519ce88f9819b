import { appendAll } from '../../append-all.js';
import type { ConfValue } from '../../conf-store.js';
import { isLeaf } from '../../document/kind-of.js';
import type { Change, ListChange, MapChange } from '../../edit/change.js';
import { lineEndOf } from '../../edit/lines.js';
import { itemStyle, separatedSplices, type SeparatedItem } from '../../edit/separated-items.js';
import type { Splice } from '../../edit/splice.js';
import { HareError } from '../../error.js';
import { joinInPieces } from '../../join-in-pieces.js';
import { blockSplices } from './block-splices.js';
import {
  blockLinesIn,
  entryLines,
  flowEntry,
  itemLines,
  printFlow,
  type YamlStyle,
} from './print-yaml.js';
import { replaceYamlValue } from './replace-yaml-value.js';
import { skipYamlComment } from './skip-yaml-space.js';
import type { YamlEntry, YamlItem, YamlList, YamlMap, YamlNode } from './yaml-node.js';
import type { YamlIndents } from './yaml-indents.js';
import { nameStyle } from './yaml-style.js';

/**
 * Collects the splices of changes of a YAML text, value by value. What is new is written as its
 * surroundings are.
 */
export class YamlPlanner {
  readonly splices: Splice[] = [];
  readonly #lineEnd: string;

  constructor(
    private readonly text: string,
    private readonly indents: YamlIndents,
  ) {
    this.#lineEnd = lineEndOf(text);
  }

  change(node: YamlNode, change: Change): void {
    if (change.kind === 'replace') this.replace(node, change.after);
    else if (isLeaf(change.after)) this.replace(node, change.after);
    else if (change.kind === 'map' && node.kind === 'map') this.#changeMap(node, change);
    else if (change.kind === 'list' && node.kind === 'list') this.#changeList(node, change);
    else throw new HareError('EDIT_NOT_SAFE', 'an alias stands in the way of this change');
  }

  /** Puts another value in the place of one. */
  replace(node: YamlNode, value: ConfValue): void {
    this.splices.push(
      ...replaceYamlValue(this.text, node, value, this.#style(node), this.#lineEnd),
    );
  }

  /** Writes the entries that a merge key brings in its place. */
  writeOut(
    map: YamlMap,
    merge: YamlEntry,
    entries: readonly (readonly [string, ConfValue])[],
  ): void {
    const style = this.#style(map);
    const printed =
      map.layout === 'block'
        ? entries
            .flatMap(([name, value]) => entryLines(name, value, style))
            .join(this.#lineEnd + ' '.repeat(map.column))
        : entries.map(([name, value]) => flowEntry(name, value, style)).join(', ');
    if (entries.length > 0)
      this.splices.push({ start: merge.start, end: merge.end, text: printed });
    else this.#removeFrom(map, new Set([map.entries.indexOf(merge)]));
  }

  /** New entries at the end of a document that has no value yet. */
  append(entries: ReadonlyMap<string, ConfValue>): void {
    const ended = /(?:^|[\r\n])(?=\.\.\.(?:\s|$))/.exec(this.text);
    const at = ended === null ? this.text.length : ended.index + ended[0].length;
    const before = at > 0 && !/[\r\n]$/.test(this.text.slice(0, at)) ? this.#lineEnd : '';
    const lines = blockLinesIn(entries, { ...this.indents, quoteNames: false, flowColon: ': ' });
    this.splices.push({
      start: at,
      end: at,
      text: before + joinInPieces(withEnd(lines), this.#lineEnd),
    });
  }

  #changeMap(node: YamlMap, change: MapChange): void {
    const added = new Map<string, ConfValue>();
    const written = new Map(
      node.entries.flatMap((entry) =>
        entry.name === undefined ? [] : [[entry.name, entry.value] as const],
      ),
    );
    for (const [name, inner] of change.changed) {
      const value = written.get(name);
      if (value === undefined) added.set(name, change.after.get(name) ?? null);
      else this.change(value, inner);
    }
    for (const [name, value] of change.added) added.set(name, value);
    const removed = new Set<number>();
    for (const [at, { name }] of node.entries.entries())
      if (name !== undefined && change.removed.has(name)) removed.add(at);
    this.#update(node, node.entries, removed, [...added], change.after);
  }

  #changeList(node: YamlList, change: ListChange): void {
    for (const [at, inner] of change.changed) {
      const item = node.items[at];
      if (item !== undefined) this.change(item.value, inner);
    }
    const removed = new Set<number>();
    for (let at = node.items.length - change.removed; at < node.items.length; at++) removed.add(at);
    this.#update(
      node,
      node.items,
      removed,
      change.added.map((value) => [undefined, value] as const),
      change.after,
    );
  }

  #update(
    node: YamlMap | YamlList,
    items: readonly (YamlEntry | YamlItem)[],
    removed: ReadonlySet<number>,
    added: readonly (readonly [string | undefined, ConfValue])[],
    after: ConfValue,
  ): void {
    if (removed.size === 0 && added.length === 0) return;
    const style = this.#style(node);
    if (node.layout === 'block') {
      const lines = added.flatMap(([name, value]) =>
        name === undefined ? itemLines(value, style) : entryLines(name, value, style),
      );
      appendAll(
        this.splices,
        blockSplices(
          this.text,
          { column: node.column, entries: items },
          removed,
          lines,
          this.#lineEnd,
        ),
      );
    } else if (
      node.layout === 'pair' ||
      (items.length === 0 &&
        node.slot.kind !== 'flow' &&
        node.slot.kind !== 'root' &&
        !this.text.slice(node.start, node.end).includes('#'))
    ) {
      this.replace(node, after);
    } else {
      this.#updateFlow(
        node,
        items,
        removed,
        added.map(([name, value]) =>
          name === undefined ? printFlow(value, style) : flowEntry(name, value, style),
        ),
      );
    }
  }

  #updateFlow(
    node: YamlNode,
    items: readonly SeparatedItem[],
    removed: ReadonlySet<number>,
    printed: readonly string[],
  ): void {
    const container = { open: node.start + 1, close: node.end - 1, items };
    const style = itemStyle(this.text, container);
    if (style === undefined)
      this.splices.push({ start: container.close, end: container.close, text: printed.join(', ') });
    else
      appendAll(
        this.splices,
        separatedSplices(
          this.text,
          container,
          removed,
          printed,
          style,
          this.#lineEnd,
          skipYamlComment,
        ),
      );
  }

  #removeFrom(map: YamlMap, removed: ReadonlySet<number>): void {
    if (map.layout === 'block')
      appendAll(
        this.splices,
        blockSplices(
          this.text,
          { column: map.column, entries: map.entries },
          removed,
          [],
          this.#lineEnd,
        ),
      );
    else this.#updateFlow(map, map.entries, removed, []);
  }

  #style(node: YamlNode): YamlStyle {
    return { ...this.indents, ...nameStyle(this.text, node) };
  }
}

/** The lines, and nothing after the end of the last one. */
function* withEnd(lines: Iterable<string>): Generator<string> {
  yield* lines;
  yield '';
}
