import type { ConfValue } from '../../conf-store.js';
import { isList, isMap } from '../../document/kind-of.js';
import { numberText } from '../../document/number-text.js';

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
  if (isMap(value)) return container('{', [...value].map(([name, item]) => (inner: JsonStyle) => printJsonEntry(name, item, inner)), '}', style);
  if (isList(value)) return container('[', value.map((item) => (inner: JsonStyle) => printJson(item, inner)), ']', style);
  if (typeof value === 'bigint') return value.toString();
  return typeof value === 'number' ? numberText(value) : JSON.stringify(value);
}

export function printJsonEntry(name: string, value: ConfValue, style: JsonStyle): string {
  return JSON.stringify(name) + style.colon + printJson(value, style);
}

function container(open: string, items: readonly ((style: JsonStyle) => string)[], close: string, style: JsonStyle): string {
  if (items.length === 0) return open + close;
  if (style.indent === undefined) return open + items.map((item) => item(style)).join(`,${style.gap}`) + close;
  const inner = { ...style, indent: style.indent + style.unit };
  const line = style.lineEnd + inner.indent;
  return open + items.map((item) => line + item(inner)).join(',') + style.lineEnd + style.indent + close;
}
