import { getScalarValue, type Event } from 'js-yaml';
import { lineEnd, lineStart } from '../../edit/lines.js';
import type { SeparatedItem } from '../../edit/separated-items.js';
import type { YamlDocument } from './read-yaml-events.js';
import { isMergeKey } from './yaml-model.js';

type Scalar = Extract<Event, { type: 4 }>;
type Container = Extract<Event, { type: 2 | 3 }>;

/** A value of a YAML text, by offsets. */
export interface YamlNode {
  readonly kind: 'scalar' | 'alias' | 'map' | 'list';
  /**
   * How it is written. Scalars: nothing (null), plain, in quotes, as lines behind `|` or `>`; maps
   * and lists: on lines (`block`), in brackets (`flow`), as the one entry of `[a: b]` (`pair`).
   */
  readonly style: 'none' | 'plain' | 'single' | 'double' | 'block' | 'flow' | 'pair';
  readonly slot: YamlSlot;
  /** Where the value starts, its anchor and tag included; equals `start` when it has none. */
  readonly propsStart: number;
  /** Where its quote, bracket, `|` or first name is; of nothing (null), where it would be. */
  readonly start: number;
  /** Where it ends; for a block scalar, the start of the line after it. */
  readonly end: number;
  readonly anchor?: string | undefined;
  /** The tag as written. */
  readonly tag?: { readonly start: number; readonly end: number } | undefined;
  /** The column of the names or dashes of a block. */
  readonly column: number;
  /** The number behind `|` or `>`; -1 when there is none. */
  readonly indent: number;
  /** The entries of a map, the items of a list. */
  readonly items: readonly YamlItem[];
  /** The value of an alias. */
  readonly target?: YamlNode | undefined;
}

/** An item; `start` is its dash in a block list, its name in a map. */
export interface YamlItem extends SeparatedItem {
  readonly value: YamlNode;
  /** The name as the model has it; undefined in a list, and when it is an alias, a map or a list. */
  readonly name?: string | undefined;
  readonly key?: YamlNode;
  /** The offset of the `:`; undefined when there is none (`{a}`). */
  readonly colon?: number | undefined;
  /** True for `<<: …`. */
  readonly merges?: boolean;
}

/** The place of a value. */
export interface YamlSlot {
  readonly kind: 'root' | 'entry' | 'item' | 'flow';
  /** The offset after the `:`, `-` or bracket before it. */
  readonly after: number;
  /** The column of the names or dashes of the container it is in. */
  readonly column: number;
}

/** The offsets of the values of a document; undefined when it has no value at all. */
export function readYamlTree(text: string, { events, start }: YamlDocument): YamlNode | undefined {
  return events.length === 0 ? undefined : new YamlTreeReader(text, events).read(start);
}

const styles = { 1: 'plain', 2: 'single', 3: 'double', 4: 'block', 5: 'block' } as const;

class YamlTreeReader {
  #at = 1;
  readonly #anchors = new Map<string, YamlNode>();

  constructor(
    private readonly text: string,
    private readonly events: readonly Event[],
  ) {}

  read(start: number): YamlNode {
    return this.#node({ kind: 'root', after: start, column: 0 });
  }

  #node(slot: YamlSlot): YamlNode {
    const event = this.events[this.#at++];
    if (event?.type === 5) {
      const [start, end] = [event.anchorStart - 1, event.anchorEnd];
      const target = this.#anchors.get(this.text.slice(event.anchorStart, end));
      const common = { slot, propsStart: start, start, end, column: 0, indent: -1, items: [] };
      return { kind: 'alias', style: 'plain', target, ...common };
    }
    if (event === undefined || event.type === 1 || event.type === 6)
      throw new RangeError('no value at an event');
    const node = event.type === 4 ? this.#scalar(event, slot) : this.#container(event, slot);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    return node;
  }

  #scalar(event: Scalar, slot: YamlSlot): YamlNode {
    const props = this.#props(event);
    const from = props.propsEnd ?? slot.after;
    const style = event.valueStart < 0 ? 'none' : styles[event.style];
    const quotes = style === 'single' || style === 'double' ? 1 : 0;
    let start = event.valueStart - quotes;
    if (style === 'none') start = from;
    if (style === 'block') start = skipYamlSpace(this.text, from);
    const end = style === 'none' ? from : event.valueEnd + quotes;
    return this.#made('scalar', style, slot, props, { start, end, indent: event.indent });
  }

  #container(event: Container, slot: YamlSlot): YamlNode {
    const { start } = event;
    const isMap = event.type === 3;
    let style: YamlNode['style'] = event.style === 1 ? 'block' : 'flow';
    if (style === 'flow' && isMap && this.text.charAt(start) !== '{') style = 'pair';
    const isBlock = style === 'block';
    const column = isBlock ? start - lineStart(this.text, start) : 0;
    const items: YamlItem[] = [];
    let at = style === 'flow' ? start + 1 : start;
    for (; this.events[this.#at]?.type !== 6;) {
      const from = skipYamlSpace(this.text, at);
      const item = isMap
        ? this.#entry(from, { kind: isBlock ? 'entry' : 'flow', after: 0, column })
        : this.#item(from, isBlock ? 'item' : 'flow', column);
      const found = style === 'flow' ? skipYamlSpace(this.text, item.end) : -1;
      const comma = this.text.charAt(found) === ',' ? found : undefined;
      items.push({ ...item, comma });
      at = comma === undefined ? item.end : comma + 1;
    }
    this.#at++;
    const end = style === 'flow' ? skipYamlSpace(this.text, at) + 1 : at;
    const kind = isMap ? 'map' : 'list';
    return this.#made(kind, style, slot, this.#props(event), { start, end, column, items });
  }

  #entry(start: number, slot: YamlSlot): YamlItem {
    const keyEvent = this.events[this.#at];
    const explicit = /^\?\s/.test(this.text.slice(start, start + 2));
    const key = this.#node({ ...slot, after: explicit ? start + 1 : start });
    const found = skipYamlSpace(this.text, key.end);
    const colon = this.text.charAt(found) === ':' ? found : undefined;
    let name: string | undefined;
    if (keyEvent?.type === 4)
      name = keyEvent.valueStart < 0 ? '' : getScalarValue(this.text, keyEvent);
    const value = this.#node({ ...slot, after: colon === undefined ? key.end : colon + 1 });
    const merges = keyEvent !== undefined && isMergeKey(keyEvent, name ?? '');
    const end = Math.max(value.end, key.end);
    return { name, key, colon, value, start, end, comma: undefined, merges };
  }

  #item(start: number, kind: 'item' | 'flow', column: number): YamlItem {
    const value = this.#node({ kind, after: kind === 'item' ? start + 1 : start, column });
    const from = kind === 'item' ? start : value.propsStart;
    return { value, start: from, end: value.end, comma: undefined };
  }

  #props(event: Scalar | Container): Props {
    const { tagStart, tagEnd, anchorStart, anchorEnd } = event;
    const tag = tagStart < 0 ? undefined : { start: tagStart, end: tagEnd };
    const anchor = anchorStart < 0 ? undefined : this.text.slice(anchorStart, anchorEnd);
    if (tag === undefined && anchor === undefined) return {};
    const starts = [tagStart, anchorStart - 1].filter((start) => start >= 0);
    const propsEnd = Math.max(tagEnd, anchorEnd);
    return { tag, anchor, propsStart: Math.min(...starts), propsEnd };
  }

  #made(
    kind: YamlNode['kind'],
    style: YamlNode['style'],
    slot: YamlSlot,
    { tag, anchor, propsStart }: Props,
    place: Pick<YamlNode, 'start' | 'end'> & Partial<Pick<YamlNode, 'column' | 'indent' | 'items'>>,
  ): YamlNode {
    const { start, end, column = 0, indent = -1, items = [] } = place;
    const props = { propsStart: propsStart ?? start, anchor, tag };
    return { kind, style, slot, start, end, ...props, column, indent, items };
  }
}

interface Props {
  readonly tag?: YamlNode['tag'];
  readonly anchor?: string | undefined;
  readonly propsStart?: number;
  readonly propsEnd?: number;
}

/** The entry or item at a step, also behind an alias or a merge key. */
export function childAt(node: YamlNode, step: string | number): YamlItem | undefined {
  if (node.kind === 'alias')
    return node.target === undefined ? undefined : childAt(node.target, step);
  if (typeof step === 'number') return node.kind === 'list' ? node.items[step] : undefined;
  const own = node.items.find(({ name, merges }) => name === step && merges === false);
  return node.kind !== 'map' ? undefined : (own ?? mergedAt(node, step));
}

/** The entry that the merge keys of a map bring by a name. */
export function mergedAt({ items }: YamlNode, step: string): YamlItem | undefined {
  for (const { value } of items.filter(({ merges }) => merges)) {
    const maps = value.kind === 'list' ? value.items.map((item) => item.value) : [value];
    for (const map of maps) {
      const found = childAt(map, step);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** How its outermost maps and lists are indented; 2 and 0 columns where there are none. */
export function indentsOf(root: YamlNode | undefined): { unit: number; listIndent: number } {
  const found: { map?: number; list?: number } = {};
  let level = root === undefined ? [] : [root];
  while (level.length > 0 && (found.map === undefined || found.list === undefined)) {
    for (const { kind, style, slot, column } of level)
      if (slot.kind === 'entry' && style === 'block' && (kind === 'map' || kind === 'list'))
        found[kind] ??= column - slot.column;
    level = level.flatMap(({ items }) => items.map(({ value }) => value));
  }
  const { map, list = map === undefined ? 0 : 2 } = found;
  return { unit: map ?? 2, listIndent: list };
}

/** The offset of the next token at or after `at`, past white space and comments. */
function skipYamlSpace(text: string, at: number): number {
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 32 || code === 10 || code === 9 || code === 13) at++;
    else if (code === 0x23) at = lineEnd(text, at);
    else return at;
  }
}
