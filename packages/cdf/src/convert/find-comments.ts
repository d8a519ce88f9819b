import { formatPath, type Path } from '@hare/base/schema';
import { textPositions } from '../text-positions.js';
import type { YamlNode } from '../read-yaml.js';

/**
 * A comment of a YAML text and the value it is about: the next one for a line of its own, the last
 * one before it at the end of a line.
 */
export interface FoundComment {
  readonly path: Path;
  readonly place: 'above' | 'behind' | 'end of file';
  /** With its `#`; empty for a blank line between comments. */
  readonly text: string;
}

interface Token {
  readonly line: number;
  /** The line and column behind its last character. */
  readonly endLine: number;
  readonly endColumn: number;
  readonly path: Path;
}

/** Every comment of a text, in order. */
export function findComments(text: string, tree: YamlNode): readonly FoundComment[] {
  const tokens = listTokens(text, tree);
  const found: FoundComment[] = [];
  let next = 0;
  for (const [i, content] of text.split(/\r?\n/).entries()) {
    const line = i + 1;
    while (next < tokens.length && (tokens[next]?.line ?? 0) <= line) next += 1;
    const last = tokens[next - 1];
    if (
      last !== undefined &&
      last.line < line &&
      (last.endLine > line || (last.endLine === line && last.endColumn > 1))
    )
      continue;
    const onLine = last?.line === line ? last : undefined;
    const [, comment] =
      /(?:^|[ \t])(#.*)$/.exec(
        onLine === undefined ? content : content.slice(onLine.endColumn - 1),
      ) ?? [];
    if (comment === undefined || (onLine === undefined && !content.trimStart().startsWith('#')))
      continue;
    const above = tokens[next];
    const text = comment.trimEnd();
    if (onLine !== undefined) found.push({ path: onLine.path, place: 'behind', text });
    else
      found.push(
        above === undefined
          ? { path: [], place: 'end of file', text }
          : { path: above.path, place: 'above', text },
      );
  }
  return found;
}

/** Names and scalars in the order of the text. */
function listTokens(text: string, tree: YamlNode): readonly Token[] {
  const position = textPositions(text);
  const tokens: Token[] = [];
  const seen = new Set<YamlNode>();
  const add = (offset: number, end: number, path: Path): void => {
    const [from, to] = [position(offset), position(end)];
    tokens.push({ line: from.line, endLine: to.line, endColumn: to.column, path });
  };
  const visit = (node: YamlNode, path: Path): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'scalar') add(node.offset, node.end, path);
    else if (node.kind === 'list')
      for (const [i, item] of node.items.entries()) visit(item, [...path, i]);
    else {
      for (const [name, { nameOffset, node: value, merged }] of node.entries) {
        if (!merged) add(nameOffset, nameOffset + name.length, [...path, name]);
        visit(value, [...path, name]);
      }
    }
  };
  visit(tree, []);
  return tokens.sort(
    (a, b) =>
      a.line - b.line ||
      a.endLine - b.endLine ||
      a.endColumn - b.endColumn ||
      formatPath(a.path).length - formatPath(b.path).length,
  );
}
