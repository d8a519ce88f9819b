import type { ConfMap, ConfValue } from '../../conf-store.js';

/** The header of a table; or a name with a text, a truth value or an integer; or a comment. */
const line =
  /[ \t]*(?:\[([\w-]+(?:\.[\w-]+){0,20})\]|([\w-]+)[ \t]*=[ \t]*(?:"([ !#-[\]-~\xa0-\ud7ff]*)"|'([ -&(-~]*)'|(true|false)|(0|-?[1-9]\d{0,14})))?[ \t]*(?:#[\t -~]*)?(?:\r?\n|$)/y;

/**
 * The model of a document of tables with values of one line, in a fraction of the parser's time.
 * Undefined for any other, and where anything may be wrong.
 */
export function readPlainToml(text: string): ConfMap | undefined {
  const root = new Map<string, ConfValue>();
  const declared = new Set<ConfValue>();
  let table = root;
  line.lastIndex = 0;
  while (line.lastIndex < text.length) {
    const found = line.exec(text);
    if (found === null) return undefined;
    const [, header, name, basic, literal, truth, integer] = found;
    if (header !== undefined) {
      table = root;
      for (const step of header.split('.')) {
        const inner = table.get(step) ?? new Map<string, ConfValue>();
        if (!(inner instanceof Map)) return undefined;
        table.set(step, inner);
        table = inner as Map<string, ConfValue>;
      }
      if (declared.has(table)) return undefined;
      declared.add(table);
    } else if (name !== undefined) {
      if (table.has(name)) return undefined;
      const other = truth === undefined ? Number(integer) : truth === 'true';
      table.set(name, basic ?? literal ?? other);
    }
  }
  return root;
}
