import type { ConfValue } from '../../conf-store.js';
import { lineStart, nextLine } from '../../edit/lines.js';
import type { Splice } from '../../edit/splice.js';
import { contentEnd } from './block-splices.js';
import { printFlow, type YamlStyle } from './print-yaml.js';
import type { YamlScalar } from './yaml-node.js';

/**
 * The splices that replace a block scalar (`|` or `>`): a text of lines stays one, written
 * literally; anything else goes into one line. The comment after `|` stays.
 */
export function replaceBlockScalar(
  text: string,
  node: YamlScalar,
  value: ConfValue,
  newLine: string,
  style: YamlStyle,
): readonly Splice[] {
  const header = /^[|>][-+0-9]*/.exec(text.slice(node.start, node.start + 8))?.[0] ?? '|';
  const headerEnd = node.start + header.length;
  const content = nextLine(text, headerEnd);
  const literal =
    typeof value === 'string'
      ? literalBlock(
          value,
          Math.max(1, node.event.indent, node.event.indent > 0 ? 0 : node.slot.column + style.unit),
          newLine,
        )
      : undefined;
  if (literal === undefined) {
    const end = Math.max(content, trimBlankLines(text, content, node.end));
    return [
      { start: node.start, end: headerEnd, text: printFlow(value, style) },
      ...removeContent(text, content, end, node.end),
    ];
  }
  const end =
    literal.chomping === '+' || header.includes('+')
      ? node.end
      : Math.max(content, trimBlankLines(text, content, node.end));
  const finished =
    literal.chomping !== '-' || contentEnd(text, Math.max(end, content)) !== Math.max(end, content);
  const lines = finished ? literal.lines : literal.lines.slice(0, -newLine.length);
  return [
    { start: node.start, end: headerEnd, text: `|${literal.chomping}` },
    { start: content, end, text: (contentEnd(text, content) === content ? newLine : '') + lines },
  ];
}

/** The content goes; the line end of the header stays when lines follow. */
function removeContent(
  text: string,
  content: number,
  end: number,
  nodeEnd: number,
): readonly Splice[] {
  if (end <= content) return [];
  const unfinished = end === text.length && contentEnd(text, nodeEnd) === nodeEnd;
  return [{ start: unfinished ? contentEnd(text, content) : content, end, text: '' }];
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

/** A text as lines below `|`; undefined when it has only one line, or what lines cannot hold. */
function literalBlock(
  value: string,
  column: number,
  newLine: string,
): { readonly chomping: '' | '-' | '+'; readonly lines: string } | undefined {
  const body = value.replace(/\n+$/, '');
  if (
    !value.includes('\n') ||
    body === '' ||
    /^[ \n]/.test(body) ||
    // eslint-disable-next-line no-control-regex -- lines hold what can be printed
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/.test(value)
  )
    return undefined;
  const breaks = value.length - body.length;
  const indent = ' '.repeat(column);
  const lines = body.split('\n').map((line) => (line === '' ? '' : indent + line) + newLine);
  return {
    chomping: breaks === 0 ? '-' : breaks === 1 ? '' : '+',
    lines: lines.join('') + newLine.repeat(Math.max(0, breaks - 1)),
  };
}
