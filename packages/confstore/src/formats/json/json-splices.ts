import { appendAll } from '../../append-all.js';
import type { ConfValue } from '../../conf-store.js';
import type { Change, ListChange, MapChange } from '../../edit/change.js';
import { LineFinder, lineEndOf } from '../../edit/lines.js';
import { itemStyle, separatedSplices, type ItemStyle } from '../../edit/separated-items.js';
import type { Splice } from '../../edit/splice.js';
import { scanJsonContainer, type JsonContainer } from './json-scanner.js';
import { printJson, printJsonEntry, type JsonStyle } from './print-json.js';
import { skipJsonComment, skipJsonSpace } from './skip-json-space.js';

/** What to replace in a valid JSON text for a change of its document. */
export function jsonSplices(text: string, change: MapChange): readonly Splice[] {
  const planner = new JsonPlanner(text);
  planner.container(skipJsonSpace(text, 0), change);
  return planner.splices;
}

class JsonPlanner {
  readonly splices: Splice[] = [];
  readonly #lineEnd: string;
  readonly #unit: string;
  readonly #manyLines: boolean;
  readonly #lines: LineFinder;

  constructor(private readonly text: string) {
    this.#lines = new LineFinder(text);
    this.#lineEnd = lineEndOf(text);
    this.#unit = /[\r\n]([ \t]+)(?=["{[\d/])/.exec(text)?.[1] ?? '  ';
    this.#manyLines = /[\r\n]\s*\S/.test(text) || text.trim() === '{}';
  }

  container(start: number, change: MapChange | ListChange): void {
    const found = scanJsonContainer(this.text, start);
    for (const [at, item] of found.items.entries()) {
      const inner =
        change.kind === 'map' ? change.changed.get(item.name ?? '') : change.changed.get(at);
      if (inner !== undefined) this.#value(found, item.valueStart, item.end, inner);
    }
    const removed = new Set<number>();
    if (change.kind === 'map')
      for (const [at, { name = '' }] of found.items.entries()) {
        if (change.removed.has(name)) removed.add(at);
      }
    else
      for (let at = found.items.length - change.removed; at < found.items.length; at++)
        removed.add(at);
    const added: readonly (readonly [string | undefined, ConfValue])[] =
      change.kind === 'map'
        ? [...change.added]
        : change.added.map((value) => [undefined, value] as const);
    if (removed.size === 0 && added.length === 0) return;
    if (found.items.length === 0) this.#fill(start, found, added);
    else this.#items(found, removed, added);
  }

  #value(parent: JsonContainer, start: number, end: number, change: Change): void {
    if (change.kind !== 'replace') this.container(start, change);
    else
      this.splices.push({
        start,
        end,
        text: printJson(change.after, this.#style(parent, itemStyle(this.text, parent))),
      });
  }

  #items(
    found: JsonContainer,
    removed: ReadonlySet<number>,
    added: readonly (readonly [string | undefined, ConfValue])[],
  ): void {
    const style = itemStyle(this.text, found) ?? { kind: 'inline', gap: ' ' };
    const printed = added.map(([name, value]) => print(name, value, this.#style(found, style)));
    appendAll(
      this.splices,
      separatedSplices(this.text, found, removed, printed, style, this.#lineEnd, skipJsonComment),
    );
  }

  /** Items for a container that has none: on lines of their own where the document has lines. */
  #fill(
    start: number,
    found: JsonContainer,
    added: readonly (readonly [string | undefined, ConfValue])[],
  ): void {
    const inside = this.text.slice(found.open, found.close);
    const commented = inside.trim() !== '';
    if (!this.#manyLines && !commented) {
      const style = this.#style(found, { kind: 'inline', gap: ' ' });
      this.splices.push({
        start: found.open,
        end: found.close,
        text: added.map(([name, value]) => print(name, value, style)).join(`,${style.gap}`),
      });
      return;
    }
    const outer = this.#lines.indentationAt(start);
    const style: JsonStyle = {
      indent: outer + this.#unit,
      unit: this.#unit,
      lineEnd: this.#lineEnd,
      colon: ': ',
      gap: ' ',
    };
    const lines = added
      .map(([name, value]) => this.#lineEnd + outer + this.#unit + print(name, value, style))
      .join(',');
    const from = found.open + (commented ? inside.trimEnd().length : 0);
    this.splices.push({
      start: from,
      end: commented && /[\r\n]/.test(inside.slice(inside.trimEnd().length)) ? from : found.close,
      text:
        commented && /[\r\n]/.test(inside.slice(inside.trimEnd().length))
          ? lines
          : lines + this.#lineEnd + outer,
    });
  }

  #style(container: JsonContainer, style: ItemStyle | undefined): JsonStyle {
    const common = {
      unit: this.#unit,
      lineEnd: this.#lineEnd,
      colon: colonOf(this.text, container),
    };
    if (style?.kind === 'lines') return { ...common, indent: style.indent, gap: ' ' };
    return { ...common, indent: undefined, gap: style?.gap ?? ' ' };
  }
}

function print(name: string | undefined, value: ConfValue, style: JsonStyle): string {
  return name === undefined ? printJson(value, style) : printJsonEntry(name, value, style);
}

/** What the entries of a map have between name and value: `: `, or `:`, or ` : `. */
function colonOf(text: string, { items }: JsonContainer): string {
  const last = items.at(-1);
  const between = last === undefined ? '' : text.slice(last.nameEnd, last.valueStart);
  return /^[ \t]*:[ \t]*$/.test(between) ? between : ': ';
}
