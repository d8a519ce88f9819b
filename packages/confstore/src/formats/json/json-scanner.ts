import type { SeparatedItem, SeparatedItems } from '../../edit/separated-items.js';
import { skipJsonSpace } from './skip-json-space.js';

/** A map or list of a valid JSON text, by offsets. */
export interface JsonContainer extends SeparatedItems {
  readonly items: readonly JsonItem[];
}

export interface JsonItem extends SeparatedItem {
  /** The name in a map, undefined in a list. */
  readonly name: string | undefined;
  /** Where the name ends; equals `start` in a list. */
  readonly nameEnd: number;
  readonly valueStart: number;
}

/**
 * The items of the map or list that starts at an offset of a valid JSON text. Linear in the
 * container's length; what is inside of its items is passed over.
 */
export function scanJsonContainer(text: string, start: number): JsonContainer {
  const isMap = text.charAt(start) === '{';
  const closing = isMap ? '}' : ']';
  const items: JsonItem[] = [];
  for (let at = skipJsonSpace(text, start + 1); ;) {
    if (text.charAt(at) === closing) return { open: start + 1, close: at, items };
    const nameEnd = isMap ? endOfString(text, at) : at;
    const valueStart = isMap ? skipJsonSpace(text, skipJsonSpace(text, nameEnd) + 1) : at;
    const end = endOfJsonValue(text, valueStart);
    const after = skipJsonSpace(text, end);
    const comma = text.charAt(after) === ',' ? after : undefined;
    items.push({
      start: at,
      nameEnd,
      valueStart,
      end,
      comma,
      name: isMap ? (JSON.parse(text.slice(at, nameEnd)) as string) : undefined,
    });
    at = comma === undefined ? after : skipJsonSpace(text, comma + 1);
  }
}

/**
 * The item at a path below the value that starts at an offset of a valid JSON text; undefined when
 * there is none.
 */
export function locateJsonItem(
  text: string,
  start: number,
  path: readonly (string | number)[],
): JsonItem | undefined {
  const [step, ...rest] = path;
  const open = text.charAt(start);
  if (step === undefined || open !== (typeof step === 'string' ? '{' : '[')) return undefined;
  const { items } = scanJsonContainer(text, start);
  const found = typeof step === 'number' ? items[step] : items.find(({ name }) => name === step);
  return found === undefined || rest.length === 0
    ? found
    : locateJsonItem(text, found.valueStart, rest);
}

/** Where the value that starts at an offset of a valid JSON text ends. */
export function endOfJsonValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; ;) {
    switch (text.charAt(at)) {
      case '"':
        at = endOfString(text, at);
        break;
      case '{':
      case '[':
        depth++;
        at++;
        break;
      case '}':
      case ']':
        depth--;
        at++;
        break;
      case ',':
      case ':':
        at++;
        break;
      default:
        while (/[\w.+-]/.test(text.charAt(at))) at++;
    }
    if (depth === 0) return at;
    at = skipJsonSpace(text, at);
  }
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; ; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code === 0x5c) at++;
    if (at >= text.length) throw new RangeError(`the text at ${start} is not closed`);
  }
}
