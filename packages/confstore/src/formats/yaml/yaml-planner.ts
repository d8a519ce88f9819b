import { appendAll } from '../../append-all.js';
import type { ConfValue } from '../../conf-store.js';
import { isLeaf } from '../../document/kind-of.js';
import type { Change, ListChange, MapChange } from '../../edit/change.js';
import { lineEnd, lineEndOf } from '../../edit/lines.js';
import { itemStyle, separatedSplices } from '../../edit/separated-items.js';
import type { Splice } from '../../edit/splice.js';
import { HareError } from '@hare/base';
import { blockSplices } from './block-splices.js';
import {
  blockLines,
  entryLines,
  flowEntry,
  itemLines,
  printFlow,
  type YamlStyle,
} from './print-yaml.js';
import { replaceYamlValue } from './replace-yaml-value.js';
import { indentsOf, type YamlItem, type YamlNode } from './yaml-tree.js';

/** A new entry of a map, or a new item (without a name) of a list. */
type Added = readonly [name: string | undefined, value: ConfValue];

/** Collects the splices of changes; what is new is written as its surroundings are. */
export class YamlPlanner {
  readonly splices: Splice[] = [];
  readonly #newLine: string;
  readonly #indents: Pick<YamlStyle, 'unit' | 'listIndent'>;

  constructor(
    private readonly text: string,
    root: YamlNode | undefined,
  ) {
    this.#newLine = lineEndOf(text);
    this.#indents = indentsOf(root);
  }

  change(node: YamlNode, change: Change): void {
    if (change.kind === 'replace' || isLeaf(change.after)) this.replace(node, change.after);
    else if (change.kind === 'map' && node.kind === 'map') this.#changeMap(node, change);
    else if (change.kind === 'list' && node.kind === 'list') this.#changeList(node, change);
    else throw new HareError('EDIT_NOT_SAFE', 'an alias prevents this change');
  }

  /** Puts another value in the place of one. */
  replace(node: YamlNode, value: ConfValue): void {
    const target = { text: this.text, style: this.#style(node), newLine: this.#newLine };
    this.splices.push(...replaceYamlValue(target, node, value));
  }

  /** Writes the entries that a merge key brings in its place. */
  writeOut(map: YamlNode, merge: YamlItem, entries: readonly Added[]): void {
    if (entries.length === 0) {
      this.#update(map, new Set([map.items.indexOf(merge)]), []);
      return;
    }
    const isBlock = map.style === 'block';
    const gap = isBlock ? this.#newLine + ' '.repeat(map.column) : ', ';
    const text = this.#printed(map, entries).join(gap);
    this.splices.push({ start: merge.start, end: merge.end, text });
  }

  /** New entries at the end of a document that has no value yet. */
  append(entries: ConfValue): void {
    const ended = /(?:^|[\r\n])(?=\.\.\.(?:\s|$))/.exec(this.text);
    const at = ended === null ? this.text.length : ended.index + ended[0].length;
    const before = at > 0 && !/[\r\n]$/.test(this.text.slice(0, at)) ? this.#newLine : '';
    const style = { ...this.#indents, quoteNames: false, flowColon: ': ' };
    const lines = [...blockLines(entries, style), ''];
    this.splices.push({ start: at, end: at, text: before + lines.join(this.#newLine) });
  }

  #changeMap(node: YamlNode, change: MapChange): void {
    const added = new Map<string, ConfValue>();
    const written = new Map(node.items.map(({ name, value }) => [name, value]));
    for (const [name, inner] of change.changed) {
      const value = written.get(name);
      if (value === undefined) added.set(name, change.after.get(name) ?? null);
      else this.change(value, inner);
    }
    for (const [name, value] of change.added) added.set(name, value);
    const removed = new Set<number>();
    for (const [at, { name }] of node.items.entries())
      if (name !== undefined && change.removed.has(name)) removed.add(at);
    this.#changeItems(node, removed, [...added], change.after);
  }

  #changeList(node: YamlNode, change: ListChange): void {
    for (const [at, inner] of change.changed) {
      const item = node.items[at];
      if (item !== undefined) this.change(item.value, inner);
    }
    const added = change.added.map((value) => [undefined, value] as const);
    this.#changeItems(node, change.removed, added, change.after);
  }

  #changeItems(
    node: YamlNode,
    removed: ReadonlySet<number>,
    added: readonly Added[],
    after: ConfValue,
  ): void {
    if (removed.size === 0 && added.length === 0) return;
    const { style, items, slot, start, end } = node;
    const isBare = items.length === 0 && slot.kind !== 'flow' && slot.kind !== 'root';
    const byLines = isBare && style !== 'block' && !this.text.slice(start, end).includes('#');
    if (style === 'pair' || byLines) this.replace(node, after);
    else this.#update(node, removed, this.#printed(node, added));
  }

  /** New entries or items: the lines of all of them in a block, else a text for each. */
  #printed(node: YamlNode, added: readonly Added[]): readonly string[] {
    const style = this.#style(node);
    const isBlock = node.style === 'block';
    return added.flatMap(([name, value]) => {
      if (name === undefined) return isBlock ? itemLines(value, style) : [printFlow(value, style)];
      return isBlock ? entryLines(name, value, style) : [flowEntry(name, value, style)];
    });
  }

  #update(node: YamlNode, removed: ReadonlySet<number>, printed: readonly string[]): void {
    const { text, splices } = this;
    if (node.style === 'block') {
      appendAll(splices, blockSplices(text, node, removed, printed, this.#newLine));
      return;
    }
    const container = { open: node.start + 1, close: node.end - 1, items: node.items };
    const style = itemStyle(text, container);
    if (style === undefined)
      splices.push({ start: container.close, end: container.close, text: printed.join(', ') });
    else {
      const edit = { text, container, style, newLine: this.#newLine, skipComment };
      appendAll(splices, separatedSplices(edit, removed, printed));
    }
  }

  /** New names are in double quotes where the last one is, braces tight where they are. */
  #style(node: YamlNode): YamlStyle {
    const last = node.kind === 'map' ? node.items.at(-1) : undefined;
    if (last?.key?.kind !== 'scalar' || last.key.style !== 'double')
      return { ...this.#indents, quoteNames: false, flowColon: ': ' };
    const { key, colon, value } = last;
    const isTight = colon === key.end && value.propsStart === colon + 1 && value.end > value.start;
    return { ...this.#indents, quoteNames: true, flowColon: isTight ? ':' : ': ' };
  }
}

/** The end of a comment that starts at an offset, after white space; undefined when none does. */
function skipComment(text: string, at: number): number | undefined {
  const starts = text.charAt(at) === '#' && (at === 0 || /\s/.test(text.charAt(at - 1)));
  return starts ? lineEnd(text, at) : undefined;
}
