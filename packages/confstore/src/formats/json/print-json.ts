import type { ConfList, ConfMap, ConfValue } from '../../conf-store.js';
import { isList, isMap } from '../../document/kind-of.js';
import { numberText } from '../../document/number-text.js';
import { joinInPieces } from '../../join-in-pieces.js';

/** How new JSON values look. */
export interface JsonStyle {
  /** The indentation of the line that the value starts on; undefined for all in one line. */
  readonly indent: string | undefined;
  /** What one level more adds to the indentation. */
  readonly unit: string;
  readonly lineEnd: string;
  /** Between a name and its value: `: `. */
  readonly colon: string;
  /** After a comma in one line: a space or nothing. */
  readonly gap: string;
}

/** A value as JSON text. */
export function printJson(value: ConfValue, style: JsonStyle): string {
  return isMap(value) || isList(value)
    ? joinInPieces(containerIn(value, style, ''), '')
    : printScalar(value);
}

export function printJsonEntry(name: string, value: ConfValue, style: JsonStyle): string {
  return JSON.stringify(name) + style.colon + printJson(value, style);
}

/** The text of a map or list, behind what comes before it, in parts: an item or a bracket each. */
function* containerIn(
  value: ConfMap | ConfList,
  style: JsonStyle,
  before: string,
): Generator<string> {
  const [open, close] = isMap(value) ? ['{', '}'] : ['[', ']'];
  const inner =
    style.indent === undefined ? style : { ...style, indent: style.indent + style.unit };
  const line = inner.indent === undefined ? '' : style.lineEnd + inner.indent;
  const comma = inner.indent === undefined ? `,${style.gap}` : `,${line}`;
  let start = before + open + line;
  let isEmpty = true;
  for (const [step, item] of value.entries()) {
    const head = typeof step === 'string' ? start + JSON.stringify(step) + style.colon : start;
    if (isMap(item) || isList(item)) yield* containerIn(item, inner, head);
    else yield head + printScalar(item);
    start = comma;
    isEmpty = false;
  }
  if (isEmpty) yield before + open + close;
  else yield style.indent === undefined ? close : style.lineEnd + style.indent + close;
}

function printScalar(value: ConfValue): string {
  if (typeof value === 'bigint') return value.toString();
  return typeof value === 'number' ? numberText(value) : JSON.stringify(value);
}
