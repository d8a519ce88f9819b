import type { ConfValue } from '../../conf-store.js';
import { isLeaf, isList, isMap } from '../../document/kind-of.js';
import {
  endsLine,
  lineEnd,
  lineStart,
  nextLine,
  skipBlanks,
  skipBlanksBack,
} from '../../edit/lines.js';
import type { Splice } from '../../edit/splice.js';
import { blockSplices, contentEnd } from './block-splices.js';
import {
  blockLines,
  isSafePlain,
  printDouble,
  printFlow,
  unprintable,
  type YamlStyle,
} from './print-yaml.js';
import { coreTag } from './yaml-model.js';
import type { YamlNode } from './yaml-tree.js';

/** A text, and how what is new in it is written. */
export interface YamlTarget {
  readonly text: string;
  readonly style: YamlStyle;
  readonly newLine: string;
}

/** Replaces a value: a scalar as it is quoted there, maps and lists as lines where they fit. */
export function replaceYamlValue(
  target: YamlTarget,
  found: YamlNode,
  value: ConfValue,
): readonly Splice[] {
  const { tag, node } = withoutTag(target.text, found, value);
  return [...tag, ...replacement(target, node, value)];
}

function replacement(target: YamlTarget, node: YamlNode, value: ConfValue): readonly Splice[] {
  const isScalar = node.kind === 'scalar';
  if (node.style === 'block' && !isScalar && isLeaf(value)) return blockByLeaf(target, node, value);
  if (isScalar && node.style === 'none') return fill(target, node, value);
  if (node.slot.kind !== 'flow' && node.slot.kind !== 'root' && !isLeaf(value))
    return byLines(target, node, value);
  if (isScalar && node.style === 'block') return blockScalar(target, node, value);
  return [{ start: node.start, end: node.end, text: printLike(target, node, value) }];
}

/** A value in one line, a text in the quotes of the one that it replaces. */
function printLike({ style }: YamlTarget, node: YamlNode, value: ConfValue): string {
  if (typeof value !== 'string' || node.kind !== 'scalar') return printFlow(value, style);
  if (node.style === 'double') return printDouble(value);
  const isPrintable = value.search(unprintable) === -1;
  if (node.style === 'single' && isPrintable) return `'${value.replaceAll("'", "''")}'`;
  if (isSafePlain(value) || !isPrintable) return printFlow(value, style);
  return node.style === 'plain' ? printDouble(value) : printFlow(value, style);
}

/**
 * A tag says what the old value is, so it is replaced with it: as a part of it if directly before
 * it. One outside the core schema stays with a value of the same kind.
 */
function withoutTag(
  text: string,
  node: YamlNode,
  value: ConfValue,
): { readonly tag: readonly Splice[]; readonly node: YamlNode } {
  if (node.tag === undefined) return { tag: [], node };
  const { start, end } = node.tag;
  const isSameKind = { scalar: typeof value === 'string', map: isMap(value), list: isList(value) };
  const keeps = node.kind !== 'alias' && isSameKind[node.kind];
  if (keeps && coreTag(text.slice(start, end)) === undefined) return { tag: [], node };
  const next = skipBlanks(text, end);
  if (next === node.start && node.start !== node.end)
    return { tag: [], node: { ...node, start, propsStart: Math.min(start, node.propsStart) } };
  const alone = endsLine(text, next) || text.charAt(next) === '#';
  const gone = alone
    ? { start: skipBlanksBack(text, start), end, text: '' }
    : { start, end: Math.min(next, node.start), text: '' };
  return { tag: [gone], node };
}

/** A map or list cannot begin on the line of its anchor. */
function hasProps(node: YamlNode): boolean {
  return node.propsStart < node.start;
}

function standsOnOwnLine(text: string, node: YamlNode): boolean {
  return skipBlanks(text, lineStart(text, node.start)) === node.start;
}

/** Where nothing is written for a value: after its anchor, or after the `:` or `-`. */
function fill(target: YamlTarget, node: YamlNode, value: ConfValue): readonly Splice[] {
  const { text, style, newLine } = target;
  const at = hasProps(node) ? node.start : node.slot.after;
  if (node.slot.kind === 'flow') {
    const colon = text.charAt(node.slot.after - 1) === ':' || node.slot.after === 0 ? ' ' : ': ';
    const blank = skipBlanks(text, at);
    const end = endsLine(text, blank) ? at : blank;
    return [{ start: at, end, text: colon + printFlow(value, style) }];
  }
  if (isLeaf(value)) return [{ start: at, end: at, text: ` ${printFlow(value, style)}` }];
  const line = lineEnd(text, at);
  if (node.slot.kind !== 'item' || hasProps(node))
    return [{ start: line, end: line, text: below(target, node, value) }];
  const [first = '', ...rest] = blockLines(value, style);
  const inner = newLine + ' '.repeat(node.slot.column + 2);
  return [
    { start: at, end: at, text: ` ${first}` },
    { start: line, end: line, text: rest.map((other) => inner + other).join('') },
  ];
}

/** The column for the lines of a map or list below its name or dash. */
function columnBelow({ style }: YamlTarget, { slot }: YamlNode, value: ConfValue): number {
  if (slot.kind === 'item') return slot.column + 2;
  if (slot.kind === 'root') return 0;
  return slot.column + (isList(value) ? style.listIndent : style.unit);
}

/** Lines below a name, each with its indentation and a line end before it. */
function below(
  target: YamlTarget,
  node: YamlNode,
  value: ConfValue,
  column = columnBelow(target, node, value),
): string {
  const indent = target.newLine + ' '.repeat(column);
  return blockLines(value, target.style)
    .map((line) => indent + line)
    .join('');
}

/** A map or list in place of something else that is written, in a block. */
function byLines(target: YamlTarget, node: YamlNode, value: ConfValue): readonly Splice[] {
  const { text, style, newLine } = target;
  const from = lineStart(text, node.start);
  const end = contentEnd(text, node.end);
  const line = lineEnd(text, end);
  const ownLine = standsOnOwnLine(text, node);
  const keepsComment = node.style !== 'block';
  if (node.slot.kind === 'item' && !ownLine && !hasProps(node)) {
    const inner = newLine + ' '.repeat(node.start - from);
    const [first = '', ...rest] = blockLines(value, style);
    const others = rest.map((other) => inner + other).join('');
    if (!keepsComment) return [{ start: node.start, end, text: first + others }];
    return [
      { start: node.start, end, text: first },
      { start: line, end: line, text: others },
    ];
  }
  if (ownLine) {
    const column = Math.max(node.start - from, columnBelow(target, node, value));
    return [{ start: from, end, text: below(target, node, value, column).slice(newLine.length) }];
  }
  const start = skipBlanksBack(text, node.start);
  if (!keepsComment) return [{ start, end, text: below(target, node, value) }];
  return [
    { start, end, text: '' },
    { start: line, end: line, text: below(target, node, value) },
  ];
}

/** A scalar, or an empty map or list, in place of a block map or list. */
function blockByLeaf(target: YamlTarget, node: YamlNode, value: ConfValue): readonly Splice[] {
  const { text, style, newLine } = target;
  const printed = printFlow(value, style);
  if (node.slot.kind === 'root')
    return blockSplices(text, node, new Set(node.items.keys()), [printed], newLine);
  const [first, ...others] = node.items;
  if (!standsOnOwnLine(text, node)) {
    const end = contentEnd(text, first?.end ?? node.end);
    const rest = { ...node, items: others };
    return [{ start: node.start, end, text: printed }, ...withoutLines(target, rest)];
  }
  const props = /^(?:[&!]\S*[ \t]*)+/.exec(text.slice(node.propsStart, node.start))?.[0] ?? '';
  const at = hasProps(node) ? node.propsStart + props.trimEnd().length : node.slot.after;
  return [{ start: at, end: at, text: ` ${printed}` }, ...withoutLines(target, node)];
}

/** Takes the lines of all entries away; comment lines between them stay. */
function withoutLines({ text, newLine }: YamlTarget, node: YamlNode): readonly Splice[] {
  if (node.items.length === 0) return [];
  return blockSplices(text, node, new Set(node.items.keys()), [], newLine);
}

/** In place of `|` or `>`: a text of lines is literal, all else one line; the comment stays. */
function blockScalar(target: YamlTarget, node: YamlNode, value: ConfValue): readonly Splice[] {
  const { text, style, newLine } = target;
  const header = /^[|>][-+0-9]*/.exec(text.slice(node.start, node.start + 8))?.[0] ?? '|';
  const headerEnd = node.start + header.length;
  const content = nextLine(text, headerEnd);
  const trimmed = Math.max(content, trimBlankLines(text, content, node.end));
  const column = node.indent > 0 ? node.indent : Math.max(1, node.slot.column + style.unit);
  const literal = literalBlock(value, column, newLine);
  if (literal === undefined) {
    const gone: Splice[] = [];
    // The line end of the header stays when lines follow.
    const unfinished = trimmed === text.length && contentEnd(text, node.end) === node.end;
    const start = unfinished ? contentEnd(text, content) : content;
    if (trimmed > content) gone.push({ start, end: trimmed, text: '' });
    return [{ start: node.start, end: headerEnd, text: printFlow(value, style) }, ...gone];
  }
  const { chomping } = literal;
  const end = chomping === '+' || header.includes('+') ? node.end : trimmed;
  const last = Math.max(end, content);
  const finished = chomping !== '-' || contentEnd(text, last) !== last;
  const lines = finished ? literal.lines : literal.lines.slice(0, -newLine.length);
  return [
    { start: node.start, end: headerEnd, text: `|${chomping}` },
    { start: content, end, text: (contentEnd(text, content) === content ? newLine : '') + lines },
  ];
}

/** Where the last line of a block scalar ends that is not blank. */
function trimBlankLines(text: string, start: number, end: number): number {
  let at = end;
  while (at > start) {
    const before = lineStart(text, contentEnd(text, at));
    if (before < start || text.slice(before, at).trim() !== '') return at;
    at = before;
  }
  return at;
}

/** A text as lines below `|`; undefined if it has one line, or what lines cannot contain. */
function literalBlock(
  value: ConfValue,
  column: number,
  newLine: string,
): { readonly chomping: '' | '-' | '+'; readonly lines: string } | undefined {
  if (typeof value !== 'string' || !value.includes('\n')) return undefined;
  const body = value.replace(/\n+$/, '');
  if (body === '' || /^[ \n]/.test(body)) return undefined;
  if (value.replaceAll('\n', '').search(unprintable) !== -1) return undefined;
  const breaks = value.length - body.length;
  const indent = ' '.repeat(column);
  const lines = body.split('\n').map((line) => (line === '' ? '' : indent + line) + newLine);
  const end = newLine.repeat(Math.max(0, breaks - 1));
  return { chomping: (['-', ''] as const)[breaks] ?? '+', lines: lines.join('') + end };
}
