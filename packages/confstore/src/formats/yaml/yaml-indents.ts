import type { YamlStyle } from './print-yaml.js';
import type { YamlNode } from './yaml-node.js';

/** How much maps and lists are indented below their names. */
export type YamlIndents = Pick<YamlStyle, 'unit' | 'listIndent'>;

/**
 * Finds how a document indents while its values are read: by its outermost map and its outermost
 * list below a name, of several the first.
 */
export class IndentFinder {
  /** How many maps and lists what is read now is inside of. */
  depth = 0;
  /** How many of them are, or are in, names: those say nothing. */
  keys = 0;
  readonly #outermost = {
    map: { depth: Infinity, indent: 0 },
    list: { depth: Infinity, indent: 0 },
  };

  /** Two columns for maps and none for lists where there are none. */
  get found(): YamlIndents {
    const { map, list } = this.#outermost;
    const listIndent = map.depth === Infinity ? 0 : 2;
    return {
      unit: map.depth === Infinity ? 2 : map.indent,
      listIndent: list.depth === Infinity ? listIndent : list.indent,
    };
  }

  see(node: YamlNode): void {
    if (
      this.keys > 0 ||
      node.slot.kind !== 'entry' ||
      (node.kind !== 'map' && node.kind !== 'list') ||
      node.layout !== 'block'
    )
      return;
    if (this.depth < this.#outermost[node.kind].depth)
      this.#outermost[node.kind] = { depth: this.depth, indent: node.column - node.slot.column };
  }
}
