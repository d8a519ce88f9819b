import type { Path } from '@hare/base/schema';
import type { ClusterDescription } from './model.js';
import { toDocument, type CdfFormat, type PlainValue } from './to-document.js';

/**
 * The text of a CDF in a format: YAML with a fixed order of fields, ending in a newline. The same
 * model always gives the same text.
 */
export function formatCdf(model: ClusterDescription, format: CdfFormat): string {
  return writeYaml(toDocument(model, format));
}

/**
 * Comments of one place: own lines above it, and text at the end of its line; each with its `#`.
 */
export interface Comments {
  readonly before: readonly string[];
  readonly after?: string | undefined;
}

/** Lists of small things of which there are many. */
const oneLiners = new Set([
  'data',
  'log',
  'disk_refs',
  'm0_server',
  'm0_client_other',
  'm0_clients',
]);

type Members = readonly (readonly [string, Exclude<PlainValue, undefined>])[];

/**
 * Writes a document as YAML, block style; devices, ports, clients and allowed failures go on one
 * line each. `commentsAt` gives the comments of a place.
 */
export function writeYaml(
  document: { readonly [name: string]: PlainValue },
  commentsAt?: (path: Path) => Comments | undefined,
): string {
  const lines: string[] = [];
  const head = commentsAt?.([]);
  if (head !== undefined) lines.push(...head.before);
  writeMembers(lines, '', '', members(document), [], commentsAt);
  if (head?.after !== undefined) lines.push(head.after);
  return `${lines.join('\n')}\n`;
}

type CommentsAt = ((path: Path) => Comments | undefined) | undefined;

/**
 * Writes `name: value` lines; `first` goes before the first name instead of the indentation (`- `).
 */
function writeMembers(
  lines: string[],
  indent: string,
  first: string,
  entries: Members,
  path: Path,
  commentsAt: CommentsAt,
): void {
  let lead = first;
  for (const [name, value] of entries) {
    const here = [...path, name];
    const comments = commentsAt?.(here);
    const text = `${lead}${name}:`;
    lead = indent;
    if (comments !== undefined) insertComments(lines, comments, /^ */.exec(text)?.[0] ?? '');
    const suffix = comments?.after === undefined ? '' : ` ${comments.after}`;
    const inline = onOneLine(value, name);
    if (inline !== undefined) lines.push(`${text} ${inline}${suffix}`);
    else {
      lines.push(`${text}${suffix}`);
      writeBlock(lines, indent, value, here, commentsAt);
    }
  }
}

function writeBlock(
  lines: string[],
  indent: string,
  value: PlainValue,
  path: Path,
  commentsAt: CommentsAt,
): void {
  if (!isList(value))
    return writeMembers(lines, `${indent}  `, `${indent}  `, members(value), path, commentsAt);
  for (const [i, item] of value.entries()) {
    const here = [...path, i];
    const comments = commentsAt?.(here);
    const inline = itemOnOneLine(item, path.at(-1));
    if (comments !== undefined)
      insertComments(lines, inline === undefined ? aboveOnly(comments) : comments, `${indent}  `);
    const suffix = comments?.after === undefined ? '' : ` ${comments.after}`;
    if (inline !== undefined) lines.push(`${indent}  - ${inline}${suffix}`);
    else writeMembers(lines, `${indent}    `, `${indent}  - `, members(item), here, commentsAt);
  }
}

/** An item over several lines has no line of its own for a comment at its end. */
function aboveOnly(comments: Comments): Comments {
  return {
    before: comments.after === undefined ? comments.before : [...comments.before, comments.after],
  };
}

function insertComments(lines: string[], comments: Comments, indent: string): void {
  lines.push(...comments.before.map((line) => (line === '' ? '' : `${indent}${line}`)));
}

function onOneLine(value: PlainValue, name: string): string | undefined {
  if (isScalar(value)) return yamlScalar(value);
  if (isList(value)) return value.length === 0 ? '[]' : undefined;
  const inner = members(value);
  return inner.length === 0 || name === 'allowed_failures' ? flowMap(inner) : undefined;
}

function itemOnOneLine(item: PlainValue, list: string | number | undefined): string | undefined {
  if (isScalar(item)) return yamlScalar(item);
  return typeof list === 'string' && oneLiners.has(list) ? flowMap(members(item)) : undefined;
}

function flowMap(inner: Members): string | undefined {
  if (!inner.every(([, value]) => isScalar(value))) return undefined;
  return `{${inner.map(([name, value]) => `${name}: ${isScalar(value) ? yamlScalar(value) : ''}`).join(', ')}}`;
}

function members(value: PlainValue): Members {
  if (typeof value !== 'object' || isList(value)) return [];
  return Object.entries(value).filter(
    (entry): entry is [string, Exclude<PlainValue, undefined>] => entry[1] !== undefined,
  );
}

function isScalar(value: PlainValue): value is string | number | boolean {
  return typeof value !== 'object' && value !== undefined;
}

function isList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value);
}

/** A scalar as YAML text that YAML 1.1 and 1.2 readers read back as the same value. */
export function yamlScalar(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  return isPlain(value) ? value : doubleQuoted(value);
}

/** Only letters, digits and a few signs, no word or number in any YAML version. */
function isPlain(value: string): boolean {
  return (
    /^[\w./$-](?:[\w./@+$ -]*[\w./@+$-])?$/.test(value) &&
    !/^[-.]/.test(value) &&
    !isOtherThanText(value)
  );
}

function isOtherThanText(value: string): boolean {
  return (
    /^(true|false|yes|no|on|off|y|n|null)$/i.test(value) ||
    /^(0x[\da-f_]+|0o[0-7_]+|0b[01_]+|[\d_]*\.?[\d_]*(e[-+]?\d+)?|\d{4}-.*)$/i.test(value)
  );
}

function doubleQuoted(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
