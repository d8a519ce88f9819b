import { maximumDepth } from '../document-format.js';
import type { TomlInlineTable, TomlPair, TomlStatement } from './toml-nodes.js';
import { TomlSyntaxError } from './toml-syntax-error.js';
import type { TomlBody, TomlEntry, TomlPlace, TomlSection, TomlTable } from './toml-tree.js';

/** The tables and values that the statements of a document (which is known to be valid) make, each with its places in the text. */
export function buildTomlTree(statements: readonly TomlStatement[]): TomlTable {
  const root = newTable({});
  let section: TomlSection = { kind: 'section', header: undefined, pairs: [] };
  root.body = section;
  let table = root;
  for (const statement of statements) {
    if (statement.kind === 'pair') {
      section.pairs.push(statement);
      addPair(table, section, statement);
    } else {
      section = { kind: 'section', header: statement, pairs: [] };
      table = openTable(root, section, statement.path, statement.addsElement, statement.start);
    }
  }
  return root;
}

/** The table in braces as a tree: the value of a pair, or an item of an array. */
export function inlineTomlTable(node: TomlInlineTable, place: { readonly parent?: TomlTable; readonly name?: string; readonly place?: TomlPlace }): TomlTable {
  const table = newTable(place);
  table.body = node;
  for (const pair of node.pairs) addPair(table, node, pair);
  return table;
}

function openTable(root: TomlTable, section: TomlSection, path: readonly string[], addsElement: boolean, offset: number): TomlTable {
  if (path.length >= maximumDepth) throw new TomlSyntaxError(`a table inside ${path.length} others`, offset, 'TOO_DEEP');
  const touched: TomlTable[] = [root];
  let table = root;
  for (const [index, name] of path.entries()) {
    const found = table.entries.get(name);
    if (addsElement && index === path.length - 1) {
      const item = newTable({ parent: table, name });
      if (found?.kind === 'tables') found.items.push(item);
      else if (found === undefined) table.entries.set(name, { kind: 'tables', items: [item] });
      else throw new TomlSyntaxError(`${path.join('.')} is there already, and is no array of tables`, offset);
      table = item;
    } else {
      table = step(table, name, found, 0, offset);
    }
    touched.push(table);
  }
  table.body = section;
  for (const each of touched) {
    each.firstSection ??= section;
    each.lastSection = section;
  }
  return table;
}

function addPair(table: TomlTable, body: TomlBody, pair: TomlPair): void {
  if (pair.path.length >= maximumDepth) throw new TomlSyntaxError(`a key of ${pair.path.length} names`, pair.start, 'TOO_DEEP');
  let owner = table;
  owner.lastPair = pair;
  for (const [index, name] of pair.path.slice(0, -1).entries()) {
    owner = step(owner, name, owner.entries.get(name), index + 1, pair.start);
    owner.body ??= body;
    owner.lastPair = pair;
  }
  const name = pair.path.at(-1) ?? '';
  const { value } = pair;
  const entry: TomlEntry = value.kind === 'inline' ? inlineTomlTable(value, { parent: owner, name, place: { pair, body } }) : { kind: 'pair', place: { pair, body }, value };
  if (owner.entries.has(name)) throw new TomlSyntaxError(`the key ${pair.path.join('.')} is there twice`, pair.start, 'DUPLICATE_KEY');
  owner.entries.set(name, entry);
}

function step(table: TomlTable, name: string, found: TomlEntry | undefined, dots: number, offset: number): TomlTable {
  if (found === undefined) {
    const made = newTable({ parent: table, name, dots });
    table.entries.set(name, made);
    return made;
  }
  const next = found.kind === 'tables' ? found.items.at(-1) : found.kind === 'table' ? found : undefined;
  if (next === undefined) throw new TomlSyntaxError(`${name} is a value, no table`, offset);
  return next;
}

function newTable(from: { readonly parent?: TomlTable; readonly name?: string; readonly dots?: number; readonly place?: TomlPlace }): TomlTable {
  const { parent, name = '', dots = 0 } = from;
  return { kind: 'table', parent, name, entries: new Map(), body: undefined, dots, place: from.place, lastPair: undefined, firstSection: undefined, lastSection: undefined };
}
