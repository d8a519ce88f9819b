import type { YamlStyle } from './print-yaml.js';
import type { YamlNode } from './yaml-node.js';

/**
 * How the names of a map are written: in double quotes where its last one is; without a space after
 * the colon where braces have none.
 */
export function nameStyle(
  text: string,
  node: YamlNode,
): Pick<YamlStyle, 'quoteNames' | 'flowColon'> {
  const last = node.kind === 'map' ? node.entries.at(-1) : undefined;
  if (last?.key.kind !== 'scalar' || last.key.style !== 'double')
    return { quoteNames: false, flowColon: ': ' };
  const { key, colon, value } = last;
  const tight =
    colon === key.end &&
    value.propsStart === colon + 1 &&
    value.end > value.start &&
    text.charAt(colon) === ':';
  return { quoteNames: true, flowColon: tight ? ':' : ': ' };
}
