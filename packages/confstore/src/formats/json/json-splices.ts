import { appendAll } from '../../append-all.js';
import type { ConfValue } from '../../conf-store.js';
import { isList, isMap } from '../../document/kind-of.js';
import { jsonText } from '../../document/text-of.js';
import type { DocumentChange } from '../../edit/change.js';
import { indentationAt, lineEndOf } from '../../edit/lines.js';
import {
  afterItem,
  itemStyle,
  separatedSplices,
  type ItemStyle,
} from '../../edit/separated-items.js';
import type { Splice } from '../../edit/splice.js';
import { jsonItems, skipJsonComment, skipJsonSpace, type JsonItem } from './json-items.js';

/** How new JSON values look. */
interface JsonStyle {
  /** The indentation of the line that the value starts on; undefined for all in one line. */
  readonly indent: string | undefined;
  /** Between a name and its value: `: `. */
  readonly colon: string;
  /** After a comma in one line: a space or nothing. */
  readonly gap: string;
}

/** A map or list, by offsets: after the opening bracket, of the closing one. */
interface JsonContainer {
  readonly open: number;
  readonly close: number;
  readonly items: readonly JsonItem[];
}

/** A new entry of a map, or a new item (without a name) of a list. */
type Added = readonly [name: string | undefined, value: ConfValue];

/** What to replace in a valid JSON text for a change of its document. */
export function jsonSplices(text: string, change: DocumentChange): readonly Splice[] {
  const planner = new JsonPlanner(text);
  planner.change(skipJsonSpace(text, 0), change);
  return planner.splices;
}

class JsonPlanner {
  readonly splices: Splice[] = [];
  readonly #newLine: string;
  /** What one level more adds to the indentation. */
  readonly #unit: string;
  readonly #manyLines: boolean;

  constructor(private readonly text: string) {
    this.#newLine = lineEndOf(text);
    this.#unit = /[\r\n]([ \t]+)(?=["{[\d/])/.exec(text)?.[1] ?? '  ';
    this.#manyLines = /[\r\n]\s*\S/.test(text) || text.trim() === '{}';
  }

  change(start: number, change: DocumentChange): void {
    const { text } = this;
    const items = [...jsonItems(text, start)];
    const last = items.at(-1);
    const close = skipJsonSpace(text, last === undefined ? start + 1 : afterItem(last));
    const found = { open: start + 1, close, items };
    const removed = new Set<number>();
    for (const [at, { name = '', valueStart, end }] of items.entries()) {
      const isMapChange = change.kind === 'map';
      const inner = isMapChange ? change.changed.get(name) : change.changed.get(at);
      if (inner?.kind === 'replace') {
        const style = this.#style(found, itemStyle(text, found));
        this.splices.push({ start: valueStart, end, text: this.#print(inner.after, style) });
      } else if (inner !== undefined) this.change(valueStart, inner);
      if (isMapChange ? change.removed.has(name) : change.removed.has(at)) removed.add(at);
    }
    const added: readonly Added[] =
      change.kind === 'map' ? [...change.added] : change.added.map((value) => [undefined, value]);
    if (removed.size === 0 && added.length === 0) return;
    if (items.length === 0) this.#fill(start, found, added);
    else this.#update(found, removed, added);
  }

  #update(found: JsonContainer, removed: ReadonlySet<number>, added: readonly Added[]): void {
    const style = itemStyle(this.text, found) ?? { kind: 'inline', gap: ' ' };
    const printed = added.map((item) => this.#printItem(item, this.#style(found, style)));
    const how = { style, newLine: this.#newLine, skipComment: skipJsonComment };
    const edit = { text: this.text, container: found, ...how };
    appendAll(this.splices, separatedSplices(edit, removed, printed));
  }

  /** Items for a container that has none: on lines of their own where the document has lines. */
  #fill(start: number, { open, close }: JsonContainer, added: readonly Added[]): void {
    const inside = this.text.slice(open, close);
    const comments = inside.trimEnd();
    if (!this.#manyLines && comments === '') {
      const style = { indent: undefined, colon: ': ', gap: ' ' };
      const text = added.map((item) => this.#printItem(item, style)).join(', ');
      this.splices.push({ start: open, end: close, text });
      return;
    }
    const outer = indentationAt(this.text, start);
    const style = { indent: outer + this.#unit, colon: ': ', gap: ' ' };
    // In pieces: the lines of very many items would be kept until the last one is made.
    const pieces: string[] = [];
    const before = this.#newLine + style.indent;
    for (let at = 0; at < added.length; at += 1024) {
      const some = added.slice(at, at + 1024).map((item) => before + this.#printItem(item, style));
      pieces.push(some.join(','));
    }
    const lines = pieces.join(',');
    const from = open + comments.length;
    const keepsEnd = comments !== '' && /[\r\n]/.test(inside.slice(comments.length));
    this.splices.push({
      start: from,
      end: keepsEnd ? from : close,
      text: keepsEnd ? lines : lines + this.#newLine + outer,
    });
  }

  /** As the entries of a container are: `: ` between name and value, or `:`, or ` : `. */
  #style({ items }: JsonContainer, style: ItemStyle | undefined): JsonStyle {
    const last = items.at(-1);
    const between = last === undefined ? '' : this.text.slice(last.nameEnd, last.valueStart);
    const colon = /^[ \t]*:[ \t]*$/.test(between) ? between : ': ';
    if (style?.kind === 'lines') return { colon, indent: style.indent, gap: ' ' };
    return { colon, indent: undefined, gap: style?.gap ?? ' ' };
  }

  #printItem([name, value]: Added, style: JsonStyle): string {
    const before = name === undefined ? '' : JSON.stringify(name) + style.colon;
    return before + this.#print(value, style);
  }

  #print(value: ConfValue, style: JsonStyle): string {
    const { indent, gap } = style;
    if (!isMap(value) && !isList(value)) return jsonText(value);
    const inner = indent === undefined ? style : { ...style, indent: indent + this.#unit };
    const items = isMap(value)
      ? [...value].map((entry) => this.#printItem(entry, inner))
      : value.map((item) => this.#print(item, inner));
    const [open, close] = isMap(value) ? ['{', '}'] : ['[', ']'];
    if (items.length === 0) return `${open}${close}`;
    if (indent === undefined) return `${open}${items.join(`,${gap}`)}${close}`;
    const line = this.#newLine + indent;
    return `${open}${line}${this.#unit}${items.join(`,${line}${this.#unit}`)}${line}${close}`;
  }
}
