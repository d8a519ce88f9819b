import type { ConfValue } from '../../conf-store.js';
import { isLeaf, isList } from '../../document/kind-of.js';
import { endsLine, lineEnd, lineStart, skipBlanks, skipBlanksBack } from '../../edit/lines.js';
import type { Splice } from '../../edit/splice.js';
import { afterLine, blockSplices, contentEnd } from './block-splices.js';
import { blockLines, printFlow, type YamlStyle } from './print-yaml.js';
import { replaceBlockScalar } from './replace-block-scalar.js';
import { printLike } from './print-like.js';
import type { YamlList, YamlMap, YamlNode } from './yaml-node.js';

/**
 * The splices that put another value in the place of one: a scalar as it is quoted there, maps and
 * lists as lines where there is room for lines.
 */
export function replaceYamlValue(
  text: string,
  found: YamlNode,
  value: ConfValue,
  style: YamlStyle,
  newLine: string,
): readonly Splice[] {
  const { tag, node } = withoutTag(text, found);
  if (isBlock(node) && isLeaf(value))
    return [...tag, ...blockByLeaf(text, node, printFlow(value, style), newLine)];
  if (node.kind === 'scalar' && node.style === 'none')
    return [...tag, ...fill(text, node, value, style, newLine)];
  if (node.slot.kind === 'flow' || node.slot.kind === 'root' || isLeaf(value)) {
    if (node.kind === 'scalar' && node.style === 'block')
      return [...tag, ...replaceBlockScalar(text, node, value, newLine, style)];
    return [
      ...tag,
      { start: node.start, end: node.end, text: printLike(text, node, value, style) },
    ];
  }
  return [...tag, ...byLines(text, node, blockLines(value, style), isList(value), style, newLine)];
}

function isBlock(node: YamlNode): node is YamlMap | YamlList {
  return (node.kind === 'map' || node.kind === 'list') && node.layout === 'block';
}

/**
 * A tag says what the old value is, so it goes with it: as a part of it where it stands right
 * before it.
 */
function withoutTag(
  text: string,
  node: YamlNode,
): { readonly tag: readonly Splice[]; readonly node: YamlNode } {
  if (node.tag === undefined) return { tag: [], node };
  const { start, end } = node.tag;
  const next = skipBlanks(text, end);
  if (next === node.start && node.start !== node.end)
    return { tag: [], node: { ...node, start, propsStart: Math.min(start, node.propsStart) } };
  const alone = endsLine(text, next) || text.charAt(next) === '#';
  return {
    tag: [
      alone
        ? { start: skipBlanksBack(text, start), end, text: '' }
        : { start, end: Math.min(next, node.start), text: '' },
    ],
    node,
  };
}

/**
 * Where something can be written for a value that has nothing written: after its anchor, or after
 * the `:` or `-`.
 */
function placeOf(node: YamlNode): number {
  return hasProps(node) ? node.start : node.slot.after;
}

/** A map or list cannot begin on the line of its anchor. */
function hasProps(node: YamlNode): boolean {
  return node.propsStart < node.start;
}

function fill(
  text: string,
  node: YamlNode,
  value: ConfValue,
  style: YamlStyle,
  newLine: string,
): readonly Splice[] {
  const at = placeOf(node);
  if (node.slot.kind === 'flow') {
    const colon = text.charAt(node.slot.after - 1) === ':' || node.slot.after === 0 ? ' ' : ': ';
    const blank = skipBlanks(text, at);
    return [
      { start: at, end: endsLine(text, blank) ? at : blank, text: colon + printFlow(value, style) },
    ];
  }
  if (isLeaf(value)) return [{ start: at, end: at, text: ` ${printFlow(value, style)}` }];
  const lines = blockLines(value, style);
  const line = lineEnd(text, at);
  if (node.slot.kind === 'entry' || hasProps(node))
    return [{ start: line, end: line, text: indented(lines, node, isList(value), style, newLine) }];
  const [first = '', ...rest] = lines;
  const inner = newLine + ' '.repeat(node.slot.column + 2);
  return [
    { start: at, end: at, text: ` ${first}` },
    { start: line, end: line, text: rest.map((other) => inner + other).join('') },
  ];
}

/** Lines below a name, each with its indentation and a line end before it. */
function indented(
  lines: readonly string[],
  node: YamlNode,
  list: boolean,
  style: YamlStyle,
  newLine: string,
): string {
  const indent =
    newLine +
    ' '.repeat(
      node.slot.column + (node.slot.kind === 'item' ? 2 : list ? style.listIndent : style.unit),
    );
  return lines.map((line) => indent + line).join('');
}

/** A map or list in place of something else that is written, in a block. */
function byLines(
  text: string,
  node: YamlNode,
  lines: readonly string[],
  list: boolean,
  style: YamlStyle,
  newLine: string,
): readonly Splice[] {
  const end = contentEnd(text, node.end);
  const ownLine = skipBlanks(text, lineStart(text, node.start)) === node.start;
  const keepsComment = !isBlock(node) && !(node.kind === 'scalar' && node.style === 'block');
  if (node.slot.kind === 'item' && !ownLine && !hasProps(node)) {
    const inner = newLine + ' '.repeat(node.start - lineStart(text, node.start));
    const [first = '', ...rest] = lines;
    if (!keepsComment) return [{ start: node.start, end, text: lines.join(inner) }];
    const line = lineEnd(text, end);
    return [
      { start: node.start, end, text: first },
      { start: line, end: line, text: rest.map((other) => inner + other).join('') },
    ];
  }
  if (ownLine) {
    const inner =
      newLine +
      ' '.repeat(
        Math.max(
          node.start - lineStart(text, node.start),
          node.slot.column + (node.slot.kind === 'item' ? 2 : list ? style.listIndent : style.unit),
        ),
      );
    return [
      {
        start: lineStart(text, node.start),
        end,
        text: lines
          .map((line) => inner + line)
          .join('')
          .slice(newLine.length),
      },
    ];
  }
  const below = indented(lines, node, list, style, newLine);
  if (!keepsComment) return [{ start: skipBlanksBack(text, node.start), end, text: below }];
  const line = lineEnd(text, end);
  return [
    { start: skipBlanksBack(text, node.start), end, text: '' },
    { start: line, end: line, text: below },
  ];
}

/** A scalar, or an empty map or list, in place of a block map or list. */
function blockByLeaf(
  text: string,
  node: YamlMap | YamlList,
  printed: string,
  newLine: string,
): readonly Splice[] {
  const end = contentEnd(text, node.end);
  const ownLine = skipBlanks(text, lineStart(text, node.start)) === node.start;
  if (node.slot.kind === 'root') {
    const entries = node.kind === 'map' ? node.entries : node.items;
    return blockSplices(
      text,
      { column: node.column, entries },
      new Set(entries.keys()),
      [],
      newLine,
    );
  }
  if (!ownLine) return [{ start: node.start, end, text: printed }];
  const at = hasProps(node) ? propsEnd(text, node) : node.slot.after;
  const start = lineStart(text, node.start);
  const after = afterLine(text, node.end);
  const unfinished = after === text.length && contentEnd(text, after) === after;
  return [
    { start: at, end: at, text: ` ${printed}` },
    { start: unfinished ? contentEnd(text, start) : start, end: after, text: '' },
  ];
}

/** The end of the anchor and tag before a value. */
function propsEnd(text: string, node: YamlNode): number {
  const found = /^(?:[&!]\S*[ \t]*)+/.exec(text.slice(node.propsStart, node.start));
  return node.propsStart + (found?.[0].trimEnd().length ?? 0);
}
