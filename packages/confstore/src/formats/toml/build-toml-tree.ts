import { isMap } from '../../document/kind-of.js';
import { maximumDepth } from '../document-format.js';
import type { TomlInlineTable, TomlPair, TomlStatement } from './toml-nodes.js';
import { TomlSyntaxError } from './toml-syntax-error.js';
import type {
  TomlBody,
  TomlChange,
  TomlEntry,
  TomlPlace,
  TomlSection,
  TomlTable,
  TomlTableList,
} from './toml-tree.js';

/**
 * The tables and values that the statements of a document (which is known to be valid) make, each
 * with its places in the text: all, or those alone that a change needs. Then tables that it leaves
 * as they are have no entries, so that the tree of a large text is small.
 */
export function buildTomlTree(
  statements: Iterable<TomlStatement>,
  change: TomlChange = 'all',
): TomlTable {
  const root = newTable({ change });
  let section: TomlSection = { kind: 'section', header: undefined, lastPair: undefined };
  root.body = section;
  let table = root;
  for (const statement of statements) {
    if (statement.kind === 'pair') {
      section.lastPair = statement;
      addPair(table, section, statement);
    } else {
      section = { kind: 'section', header: statement, lastPair: undefined };
      table = openTable(root, section, statement.path, statement.addsElement, statement.start);
    }
  }
  return root;
}

/** The table in braces as a tree: the value of a pair, or an item of an array. */
export function inlineTomlTable(
  node: TomlInlineTable,
  place: { readonly parent?: TomlTable; readonly name?: string; readonly place?: TomlPlace },
): TomlTable {
  const table = newTable({ ...place, change: 'all' });
  table.body = node;
  for (const pair of node.pairs) addPair(table, node, pair);
  return table;
}

function openTable(
  root: TomlTable,
  section: TomlSection,
  path: readonly string[],
  addsElement: boolean,
  offset: number,
): TomlTable {
  if (path.length >= maximumDepth)
    throw new TomlSyntaxError(`a table inside ${path.length} others`, offset, 'TOO_DEEP');
  const touched: TomlTable[] = [root];
  let table = root;
  for (const [index, name] of path.entries()) {
    const found = table.entries.get(name);
    if (addsElement && index === path.length - 1)
      table = addElement(table, name, found, path, offset);
    else table = step(table, name, found, 0, offset);
    touched.push(table);
  }
  table.body = section;
  for (const each of touched) {
    each.firstSection ??= section;
    each.lastSection = section;
  }
  return table;
}

function addElement(
  table: TomlTable,
  name: string,
  found: TomlEntry | undefined,
  path: readonly string[],
  offset: number,
): TomlTable {
  if (found !== undefined && found.kind !== 'tables')
    throw new TomlSyntaxError(
      `${path.join('.')} is there already, and is no array of tables`,
      offset,
    );
  const list: TomlTableList = found ?? {
    kind: 'tables',
    items: [],
    change: changeIn(table.change, name),
  };
  const item = newTable({
    parent: table,
    name,
    change: changeOfItem(list.change, list.items.length),
  });
  list.items.push(item);
  if (found === undefined && list.change !== undefined) table.entries.set(name, list);
  return item;
}

function addPair(table: TomlTable, body: TomlBody, pair: TomlPair): void {
  if (pair.path.length >= maximumDepth)
    throw new TomlSyntaxError(`a key of ${pair.path.length} names`, pair.start, 'TOO_DEEP');
  let owner = table;
  owner.lastPair = pair;
  for (const [index, name] of pair.path.slice(0, -1).entries()) {
    owner = step(owner, name, owner.entries.get(name), index + 1, pair.start);
    owner.body ??= body;
    owner.lastPair = pair;
  }
  const name = pair.path.at(-1) ?? '';
  if (changeIn(owner.change, name) === undefined) return;
  const { value } = pair;
  const entry: TomlEntry =
    value.kind === 'inline'
      ? inlineTomlTable(value, { parent: owner, name, place: { pair, body } })
      : { kind: 'pair', place: { pair, body }, value };
  if (owner.entries.has(name))
    throw new TomlSyntaxError(
      `the key ${pair.path.join('.')} is there twice`,
      pair.start,
      'DUPLICATE_KEY',
    );
  owner.entries.set(name, entry);
}

function step(
  table: TomlTable,
  name: string,
  found: TomlEntry | undefined,
  dots: number,
  offset: number,
): TomlTable {
  if (found === undefined) {
    const change = changeIn(table.change, name);
    const made = newTable({ parent: table, name, dots, change });
    if (change !== undefined) table.entries.set(name, made);
    return made;
  }
  const next =
    found.kind === 'tables' ? found.items.at(-1) : found.kind === 'table' ? found : undefined;
  if (next === undefined) throw new TomlSyntaxError(`${name} is a value, no table`, offset);
  return next;
}

/**
 * What changes of an entry of a table: all, where it may have to be taken out and be written anew.
 */
function changeIn(change: TomlChange, name: string): TomlChange {
  if (change === undefined || change === 'all') return change;
  if (change.kind !== 'map' || change.removed.has(name)) return 'all';
  const inner = change.changed.get(name);
  if (inner?.kind === 'map' && inner.after.size > 0) return inner;
  return inner?.kind === 'list' && inner.after.length > 0 && inner.after.every(isMap)
    ? inner
    : inner && 'all';
}

/** What changes of an element of an array of tables. */
function changeOfItem(change: TomlChange, position: number): TomlChange {
  if (change === undefined || change === 'all') return change;
  if (change.kind !== 'list' || position >= change.before.length - change.removed) return 'all';
  return change.changed.get(position);
}

function newTable(from: {
  readonly parent?: TomlTable;
  readonly name?: string;
  readonly dots?: number;
  readonly place?: TomlPlace;
  readonly change: TomlChange;
}): TomlTable {
  const { parent, name = '', dots = 0, change } = from;
  return {
    kind: 'table',
    parent,
    name,
    entries: new Map(),
    change,
    body: undefined,
    dots,
    place: from.place,
    lastPair: undefined,
    firstSection: undefined,
    lastSection: undefined,
  };
}
