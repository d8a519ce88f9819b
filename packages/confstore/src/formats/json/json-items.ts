import { lineEnd } from '../../edit/lines.js';
import type { Path, Step } from '../../key/path.js';
import { afterItem, type SeparatedItem } from '../../edit/separated-items.js';

/** An item of a map or list of a valid text, by offsets. What is in it is passed over if need be. */
export class JsonItem implements SeparatedItem {
  #end: number | undefined;

  /** `name` is undefined in a list, and `nameEnd` then equals `start`. */
  constructor(
    private readonly text: string,
    readonly start: number,
    readonly name: string | undefined,
    readonly nameEnd: number,
    readonly valueStart: number,
  ) {}

  get end(): number {
    this.#end ??= endOfJsonValue(this.text, this.valueStart);
    return this.#end;
  }

  get comma(): number | undefined {
    const after = skipJsonSpace(this.text, this.end);
    return this.text.charAt(after) === ',' ? after : undefined;
  }
}

/** The items of the map or list that starts at an offset of a valid text, one after the other. */
export function* jsonItems(text: string, start: number): Generator<JsonItem> {
  const isMap = text.charAt(start) === '{';
  const closing = isMap ? '}' : ']';
  for (let at = skipJsonSpace(text, start + 1); text.charAt(at) !== closing;) {
    const nameEnd = isMap ? endOfString(text, at) : at;
    const valueStart = isMap ? skipJsonSpace(text, skipJsonSpace(text, nameEnd) + 1) : at;
    const name = isMap ? (JSON.parse(text.slice(at, nameEnd)) as string) : undefined;
    const item = new JsonItem(text, at, name, nameEnd, valueStart);
    yield item;
    at = skipJsonSpace(text, afterItem(item));
  }
}

/** The item at a path of a valid JSON text; undefined when there is none. */
export function locateJsonItem(text: string, path: Path): JsonItem | undefined {
  let found: JsonItem | undefined;
  for (const step of path) {
    const start: number = found?.valueStart ?? skipJsonSpace(text, 0);
    if (text.charAt(start) !== (typeof step === 'string' ? '{' : '[')) return undefined;
    found = itemAt(text, start, step);
    if (found === undefined) return undefined;
  }
  return found;
}

function itemAt(text: string, start: number, step: Step): JsonItem | undefined {
  let position = 0;
  for (const item of jsonItems(text, start)) if ((item.name ?? position++) === step) return item;
  return undefined;
}

const rest = /[^"{}[\],:/\s]*/y;

/** Where the value that starts at an offset of a valid JSON text ends. */
function endOfJsonValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; ; at = skipJsonSpace(text, at)) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = endOfString(text, at);
    else if (code === 0x2c || code === 0x3a) at++;
    else if (code === 0x7b || code === 0x5b || code === 0x7d || code === 0x5d) {
      depth += code === 0x7b || code === 0x5b ? 1 : -1;
      at++;
    } else {
      rest.lastIndex = at;
      rest.test(text);
      at = rest.lastIndex;
    }
    if (depth === 0) return at;
  }
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code === 0x5c) at++;
  }
  throw new RangeError(`the text at ${start} is not closed`);
}

/** The offset of the next thing after space and comments; -1 when a comment is not closed. */
export function skipJsonSpace(text: string, at: number): number {
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 32 || code === 10 || code === 9 || code === 13) {
      at++;
      continue;
    }
    const end = code === 0x2f ? skipJsonComment(text, at) : undefined;
    if (end === undefined) return at;
    if (end === -1) return -1;
    at = end;
  }
}

/** The end of a comment without its line end; -1 if unclosed, undefined if none is there. */
export function skipJsonComment(text: string, at: number): number | undefined {
  if (text.startsWith('//', at)) return lineEnd(text, at);
  if (!text.startsWith('/*', at)) return undefined;
  const end = text.indexOf('*/', at + 2);
  return end === -1 ? -1 : end + 2;
}
