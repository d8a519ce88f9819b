import type { ConfValue } from '../../conf-store.js';
import { isLeaf, isList, isMap } from '../../document/kind-of.js';
import { numberText } from '../../document/number-text.js';
import { textOf } from '../../document/text-of.js';
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

/**
 * The lines of a map or list with items, the first behind `first` and the others behind `rest`, one
 * after the other.
 */
export function* blockLinesIn(
  value: ConfValue,
  style: YamlStyle,
  first = '',
  rest = '',
): Generator<string> {
  let before = first;
  if (isMap(value)) {
    for (const [name, item] of value) {
      yield* entryLinesIn(name, item, style, before, rest);
      before = rest;
    }
  } else if (isList(value)) {
    for (const item of value) {
      if (isLeaf(item)) yield `${before}- ${printFlow(item, style)}`;
      else yield* blockLinesIn(item, style, `${before}- `, `${rest}  `);
      before = rest;
    }
  } else yield before + printScalar(value);
}

function* entryLinesIn(
  name: string,
  value: ConfValue,
  style: YamlStyle,
  first: string,
  rest: string,
): Generator<string> {
  if (isLeaf(value)) {
    yield `${first}${printName(name, style)}: ${printFlow(value, style)}`;
    return;
  }
  const indent = rest + ' '.repeat(isList(value) ? style.listIndent : style.unit);
  yield `${first}${printName(name, style)}:`;
  yield* blockLinesIn(value, style, indent, indent);
}

/** The lines of a map or list with items, without the indentation of the first level. */
export function blockLines(value: ConfValue, style: YamlStyle): readonly string[] {
  return [...blockLinesIn(value, style)];
}

/** The lines of one entry of a map. */
export function entryLines(name: string, value: ConfValue, style: YamlStyle): readonly string[] {
  return [...entryLinesIn(name, value, style, '', '')];
}

/** The lines of one item of a list. */
export function itemLines(value: ConfValue, style: YamlStyle): readonly string[] {
  return [...blockLinesIn([value], style)];
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

export function printName(name: string, style: Pick<YamlStyle, 'quoteNames'>): string {
  return style.quoteNames || !(isSafeName(name) || isSafePlain(name)) ? printDouble(name) : name;
}

/**
 * A scalar in one line, that reads back as the same in YAML 1.2, and if it is a text, as a text in
 * YAML 1.1 too.
 */
export function printScalar(value: ConfValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return isSafePlain(value) ? value : printDouble(value);
  if (typeof value === 'number') return printNumber(value);
  return textOf(value);
}

function printNumber(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  return numberText(value);
}

/** A text in double quotes; what some readers do not take as it is, is written as an escape. */
export function printDouble(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * True for a text that can stand without quotes anywhere, in braces too, and is then read as text
 * by every version of YAML.
 */
export function isSafePlain(text: string): boolean {
  return (
    /^[\p{L}\p{N}_/.][\p{L}\p{N}_/.@%+=~ -]*$/u.test(
      text.replace(/(?<=[^\s:]):(?=[^\s:])/g, '_'),
    ) &&
    !text.endsWith(' ') &&
    !text.startsWith('...') &&
    typeof resolvePlain(text) === 'string' &&
    !isYaml11Value(text)
  );
}

/** Names that look like plain numbers are names all the same. */
function isSafeName(name: string): boolean {
  return /^(?:0|[1-9][0-9]{0,14})$/.test(name);
}

/** What YAML 1.1, which many tools still read, takes for something else than text. */
function isYaml11Value(text: string): boolean {
  return (
    /^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text) ||
    /^[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?$/.test(text) ||
    /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/.test(text) ||
    /^[-+]?0(?:b[01_]+|o?[0-7_]+|x[0-9a-fA-F_]+)$/.test(text) ||
    /^\d{4}-\d\d?-\d\d?/.test(text) ||
    /^[-+]?\.(?:\d|inf$|nan$)/i.test(text)
  );
}
