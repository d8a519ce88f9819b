import type { SeparatedItems } from '../../edit/separated-items.js';
import { lineEnd } from '../../edit/lines.js';
import type { TomlArray, TomlInlineTable } from './toml-nodes.js';

/** An array or inline table as items with commas between them. */
export function separatedToml(node: TomlArray | TomlInlineTable): SeparatedItems {
  const places =
    node.kind === 'array'
      ? node.items
      : node.pairs.map(({ start, value: { end } }) => ({ start, end }));
  return {
    open: node.start + 1,
    close: node.end - 1,
    items: places.map(({ start, end }, at) => ({ start, end, comma: node.commas[at] })),
  };
}

/** The end of the comment that starts at an offset; undefined when none does. */
export function skipTomlComment(text: string, at: number): number | undefined {
  return text[at] === '#' ? lineEnd(text, at) : undefined;
}
