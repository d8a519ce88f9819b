import type { ConfMap, ConfValue } from '../../conf-store.js';
import { resolvePlain } from './resolve-yaml-scalar.js';

/** A name with nothing, a text in quotes or a plain value behind it; or a comment; or nothing. */
const line =
  /( *)(?:([A-Za-z0-9_][\w.-]{0,200}):(?: +(?:"([ !#-[\]-~]*)"|([A-Za-z0-9_/][\w./%+ -]*?)))?(?: +#[\t -~]*| *)|(?:#[\t -~]*)?)(?:\r?\n|$)/y;

/** The levels that are read here; deeper documents are the parser's. */
const mostLevels = 100;

/**
 * The model of a document that is nothing but block maps with values of one line, in a fraction of
 * the parser's time. Undefined for any other, and where anything may be wrong.
 */
export function readPlainYaml(text: string): ConfMap | undefined {
  const root = new Map<string, ConfValue>();
  const outer: { indent: number; map: Map<string, ConfValue> }[] = [];
  let [indent, map] = [0, root];
  let open: string | undefined; // the last name, while it has no value
  line.lastIndex = 0;
  while (line.lastIndex < text.length) {
    const found = line.exec(text);
    if (found === null) return undefined;
    const [, { length: column } = '', name, quoted, plain] = found;
    if (name === undefined) continue;
    if (column > indent && open !== undefined && outer.length < mostLevels) {
      const inner = new Map<string, ConfValue>();
      map.set(open, inner);
      outer.push({ indent, map });
      [indent, map] = [column, inner];
    }
    while (column < indent) ({ indent, map } = outer.pop() ?? { indent: 0, map: root });
    if (column !== indent || map.has(name)) return undefined;
    map.set(name, quoted ?? resolvePlain(plain ?? ''));
    open = quoted === undefined && plain === undefined ? name : undefined;
  }
  return root.size === 0 ? undefined : root;
}
