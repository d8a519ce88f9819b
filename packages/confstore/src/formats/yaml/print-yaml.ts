import type { ConfValue } from '../../conf-store.js';
import { isLeaf, isList, isMap } from '../../document/kind-of.js';
import { numberText, textOf } from '../../document/text-of.js';
import { resolvePlain } from './resolve-yaml-scalar.js';

/** How new YAML looks. */
export interface YamlStyle {
  /** How much a map is indented below its name, in columns. */
  readonly unit: number;
  /** How much a list is indented below its name. */
  readonly listIndent: number;
  /** Whether names are written in double quotes. */
  readonly quoteNames: boolean;
  /** Between name and value in braces: `: ` or `:`. */
  readonly flowColon: string;
}

// oxlint-disable-next-line no-control-regex -- what some readers do not take as it is
export const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** The lines of a map or list with items, without the indentation of the first level. */
export function blockLines(value: ConfValue, style: YamlStyle): readonly string[] {
  if (isMap(value)) return [...value].flatMap(([name, item]) => entryLines(name, item, style));
  return isList(value) ? value.flatMap((item) => itemLines(item, style)) : [printScalar(value)];
}

/** The lines of one entry of a map. */
export function entryLines(name: string, value: ConfValue, style: YamlStyle): readonly string[] {
  if (isLeaf(value)) return [`${printName(name, style)}: ${printFlow(value, style)}`];
  const indent = ' '.repeat(isList(value) ? style.listIndent : style.unit);
  return [`${printName(name, style)}:`, ...blockLines(value, style).map((line) => indent + line)];
}

/** The lines of one item of a list. */
export function itemLines(value: ConfValue, style: YamlStyle): readonly string[] {
  if (isLeaf(value)) return [`- ${printFlow(value, style)}`];
  return blockLines(value, style).map((line, at) => (at === 0 ? `- ${line}` : `  ${line}`));
}

/** A value in one line. */
export function printFlow(value: ConfValue, style: YamlStyle): string {
  if (isMap(value))
    return `{${[...value].map(([name, item]) => flowEntry(name, item, style)).join(', ')}}`;
  if (isList(value)) return `[${value.map((item) => printFlow(item, style)).join(', ')}]`;
  return printScalar(value);
}

export function flowEntry(name: string, value: ConfValue, style: YamlStyle): string {
  const printed = style.flowColon === ':' ? JSON.stringify(name) : printName(name, style);
  return printed + style.flowColon + printFlow(value, style);
}

function printName(name: string, { quoteNames }: YamlStyle): string {
  return quoteNames || !isSafePlain(name) ? printDouble(name) : name;
}

/** A scalar in one line that YAML 1.2 and 1.1 (exponents want a point there) read alike. */
function printScalar(value: ConfValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return isSafePlain(value) ? value : printDouble(value);
  if (typeof value !== 'number') return textOf(value);
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  if (Object.is(value, -0)) return '-0.0';
  return numberText(value).replace(/^(-?\d+)e/, '$1.0e');
}

/** A text in double quotes; characters that some readers do not accept are written as escapes. */
export function printDouble(text: string): string {
  return JSON.stringify(text).replace(
    unprintable,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** True for a text that every version of YAML reads as text without quotes, in braces too. */
export function isSafePlain(text: string): boolean {
  const colonless = text.replace(/(?<=[^\s:]):(?=[^\s:])/g, '_');
  return (
    /^[\p{L}\p{N}_/.][\p{L}\p{N}_/.@%+=~ -]*$/u.test(colonless) &&
    !text.endsWith(' ') &&
    !text.startsWith('...') &&
    typeof resolvePlain(text) === 'string' &&
    !yaml11Values.some((pattern) => pattern.test(text))
  );
}

/** What YAML 1.1, which many tools still read, takes for something else than text. */
const yaml11Values = [
  /^(?:y|n|yes|no|on|off|true|false|null)$/i,
  /^[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?$/,
  /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/,
  /^[-+]?0(?:b[01_]+|o?[0-7_]+|x[0-9a-fA-F_]+)$/,
  /^\d{4}-\d\d?-\d\d?/,
  /^[-+]?\.(?:[\d_]|inf$|nan$)/i,
];
