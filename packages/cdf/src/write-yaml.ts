import type { Path } from './path.js';
import type { PlainValue } from './to-document.js';
import { yamlScalar } from './yaml-scalar.js';

/** Comments of one place: own lines above it, and text at the end of its line; each with its `#`. */
export interface Comments {
  readonly before: readonly string[];
  readonly after?: string | undefined;
}

type Members = readonly (readonly [string, Exclude<PlainValue, undefined>])[];

/** Writes a document as YAML, block style; a list item or map of a few scalars goes on one line. `commentsAt` gives the comments of a place. */
export function writeYaml(document: { readonly [name: string]: PlainValue }, commentsAt?: (path: Path) => Comments | undefined): string {
  const lines: string[] = [];
  const head = commentsAt?.([]);
  if (head !== undefined) lines.push(...head.before);
  writeMembers(lines, '', '', members(document), [], commentsAt);
  if (head?.after !== undefined) lines.push(head.after);
  return `${lines.join('\n')}\n`;
}

type CommentsAt = ((path: Path) => Comments | undefined) | undefined;

/** Writes `name: value` lines; `first` is what stands before the first name instead of the indentation (`- `). */
function writeMembers(lines: string[], indent: string, first: string, entries: Members, path: Path, commentsAt: CommentsAt): void {
  let lead = first;
  for (const [name, value] of entries) {
    const here = [...path, name];
    const comments = commentsAt?.(here);
    const text = `${lead}${name}:`;
    lead = indent;
    if (comments !== undefined) insertComments(lines, comments, indent);
    const suffix = comments?.after === undefined ? '' : ` ${comments.after}`;
    const inline = onOneLine(value, name);
    if (inline !== undefined) lines.push(`${text} ${inline}${suffix}`);
    else {
      lines.push(`${text}${suffix}`);
      writeBlock(lines, indent, value, here, commentsAt);
    }
  }
}

function writeBlock(lines: string[], indent: string, value: PlainValue, path: Path, commentsAt: CommentsAt): void {
  if (!isList(value)) return writeMembers(lines, `${indent}  `, `${indent}  `, members(value), path, commentsAt);
  for (const [i, item] of value.entries()) {
    const here = [...path, i];
    const comments = commentsAt?.(here);
    if (comments !== undefined) insertComments(lines, comments, `${indent}  `);
    const inline = itemOnOneLine(item);
    const suffix = comments?.after === undefined ? '' : ` ${comments.after}`;
    if (inline !== undefined) lines.push(`${indent}  - ${inline}${suffix}`);
    else writeMembers(lines, `${indent}    `, `${indent}  - `, members(item), here, commentsAt);
  }
}

function insertComments(lines: string[], comments: Comments, indent: string): void {
  lines.push(...comments.before.map((line) => (line === '' ? '' : `${indent}${line}`)));
}

function onOneLine(value: PlainValue, name: string): string | undefined {
  if (isScalar(value)) return yamlScalar(value);
  if (isList(value)) return value.length === 0 ? '[]' : undefined;
  const inner = members(value);
  return inner.length === 0 ? '{}' : name === 'allowed_failures' ? flowMap(inner) : undefined;
}

function itemOnOneLine(item: PlainValue): string | undefined {
  if (isScalar(item)) return yamlScalar(item);
  if (isList(item)) return undefined;
  const inner = members(item);
  return inner.length <= 3 ? flowMap(inner) : undefined;
}

function flowMap(inner: Members): string | undefined {
  if (!inner.every(([, value]) => isScalar(value))) return undefined;
  return `{${inner.map(([name, value]) => `${name}: ${isScalar(value) ? yamlScalar(value) : ''}`).join(', ')}}`;
}

function members(value: PlainValue): Members {
  if (typeof value !== 'object' || isList(value)) return [];
  return Object.entries(value).filter((entry): entry is [string, Exclude<PlainValue, undefined>] => entry[1] !== undefined);
}

function isScalar(value: PlainValue): value is string | number | boolean {
  return typeof value !== 'object' && value !== undefined;
}

function isList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value);
}
