import type { YamlStyle } from './print-yaml.js';
import type { YamlNode } from './yaml-node.js';

/** How a document indents: by its first map and its first list below a name; two columns and none where there are none. */
export function indentsOf(root: YamlNode | undefined): Pick<YamlStyle, 'unit' | 'listIndent'> {
  const found: { unit?: number; listIndent?: number } = {};
  const pending = root === undefined ? [] : [root];
  for (let node = pending.shift(); node !== undefined && (found.unit === undefined || found.listIndent === undefined); node = pending.shift()) {
    const children = node.kind === 'map' ? node.entries.map(({ value }) => value) : node.kind === 'list' ? node.items.map(({ value }) => value) : [];
    for (const child of children) {
      if (child.slot.kind === 'entry' && child.kind === 'map' && child.layout === 'block') found.unit ??= columnOf(child) - child.slot.column;
      if (child.slot.kind === 'entry' && child.kind === 'list' && child.layout === 'block') found.listIndent ??= columnOf(child) - child.slot.column;
    }
    if (pending.length < 1000) pending.push(...children.filter(({ kind }) => kind === 'map' || kind === 'list').slice(0, 1000));
  }
  return { unit: found.unit ?? 2, listIndent: found.listIndent ?? (found.unit === undefined ? 0 : 2) };
}

/** The column in which the entries or dashes of a block container stand. */
export function columnOf(node: YamlNode): number {
  const first = node.kind === 'map' ? node.entries[0]?.key : node.kind === 'list' ? node.items[0]?.value : undefined;
  return first?.slot.column ?? node.slot.column;
}

/** How the names of a map are written: in double quotes where its last one is; without a space after the colon where braces have none. */
export function nameStyle(text: string, node: YamlNode): Pick<YamlStyle, 'quoteNames' | 'flowColon'> {
  const last = node.kind === 'map' ? node.entries.at(-1) : undefined;
  if (last?.key.kind !== 'scalar' || last.key.style !== 'double') return { quoteNames: false, flowColon: ': ' };
  const { key, colon, value } = last;
  const tight = colon === key.end && value.propsStart === colon + 1 && value.end > value.start && text.charAt(colon) === ':';
  return { quoteNames: true, flowColon: tight ? ':' : ': ' };
}
