import type { ConfValue } from '../../conf-store.js';
import { getIn } from '../../document/leaves.js';
import { isMap } from '../../document/kind-of.js';
import type { Change } from '../../edit/change.js';
import type { Splice } from '../../edit/splice.js';
import type { Path } from '../../key/path.js';
import { YamlPlanner } from './yaml-planner.js';
import { mergedAt, type YamlItem, type YamlNode } from './yaml-tree.js';

/** Writes out aliases and merge keys that a change would reach, or that are in its way. */
export function writeOutAliases(
  text: string,
  root: YamlNode,
  change: Change,
): { readonly splices: readonly Splice[]; readonly places: readonly WrittenPlace[] } {
  const needed = new NeededWriteOuts();
  needed.visit(root, change);
  const written: AliasUse[] = [];
  const merges = new Map<YamlItem, MergeUse>();
  for (const use of aliasUses(root)) {
    const { alias, merge, above } = use;
    const isReached =
      alias.target !== undefined &&
      needed.touched.has(alias.target) &&
      !above.some((node) => needed.dropped.has(node));
    if (merge === undefined && (isReached || needed.aliases.has(alias))) written.push(use);
    if (merge !== undefined && (isReached || needed.merges.has(merge.map)))
      merges.set(merge.item, merge);
  }
  const planner = new YamlPlanner(text, root);
  const { splices } = planner;
  const places: WrittenPlace[] = [];
  const note = (at: number, write: () => void): void => {
    const before = splices.length;
    write();
    const text = splices.slice(before).map((splice) => splice.text);
    places.push({ at, lines: text.join('').trim().split('\n').length });
  };
  for (const { alias, path } of written)
    note(alias.start, () => planner.replace(alias, getIn(change.before, path) ?? null));
  for (const { map, item, path } of merges.values())
    note(item.start, () =>
      planner.writeOut(map, item, mergedEntries(map, getIn(change.before, path))),
    );
  return { splices, places };
}

/** Where an alias or merge key was, and how many lines are there now. */
interface WrittenPlace {
  readonly at: number;
  readonly lines: number;
}

interface MergeUse {
  readonly map: YamlNode;
  readonly item: YamlItem;
  readonly path: Path;
}

interface AliasUse {
  readonly alias: YamlNode;
  readonly path: Path;
  /** The values that the alias is inside of, the outermost first, and itself. */
  readonly above: readonly YamlNode[];
  /** The merge key that the alias belongs to. */
  readonly merge: MergeUse | undefined;
}

class NeededWriteOuts {
  /** Aliases on the way to a change. */
  readonly aliases = new Set<YamlNode>();
  /** Maps from which an entry goes that a merge key brings too. */
  readonly merges = new Set<YamlNode>();
  /** Anchored values that become other ones. */
  readonly touched = new Set<YamlNode>();
  /** Values that are replaced or go, with all that is in them. */
  readonly dropped = new Set<YamlNode>();

  visit(node: YamlNode, change: Change): void {
    if (node.anchor !== undefined) this.touched.add(node);
    if (change.kind === 'replace') this.#drop(node);
    else if (node.kind === 'alias') this.aliases.add(node);
    else if (change.kind === node.kind) {
      const names = new Set<string | undefined>();
      for (const [at, { name, value }] of node.items.entries()) {
        names.add(name);
        const inner =
          change.kind === 'list' ? change.changed.get(at) : change.changed.get(name ?? '');
        if (inner !== undefined && (change.kind === 'list' || name !== undefined))
          this.visit(value, inner);
        if (goes(change, node, at)) this.#drop(value);
      }
      // A name that goes may come again from a merge key.
      const isMerged = (name: string): boolean =>
        !names.has(name) || mergedAt(node, name) !== undefined;
      if (change.kind === 'map' && [...change.removed].some(isMerged)) this.merges.add(node);
    }
  }

  #drop(node: YamlNode): void {
    this.dropped.add(node);
    if (node.anchor !== undefined) this.touched.add(node);
    for (const { value } of node.items) this.#drop(value);
  }
}

/** Whether an item of a map or list is taken away by its change. */
function goes(change: Change, { items }: YamlNode, at: number): boolean {
  const name = items[at]?.name;
  if (change.kind === 'map') return name !== undefined && change.removed.has(name);
  return change.kind === 'list' && change.removed.has(at);
}

function aliasUses(root: YamlNode): readonly AliasUse[] {
  const uses: AliasUse[] = [];
  const walk = (
    node: YamlNode,
    path: Path,
    outer: readonly YamlNode[],
    merge: MergeUse | undefined,
  ): void => {
    const above = [...outer, node];
    if (node.kind === 'alias') uses.push({ alias: node, path, above, merge });
    for (const [at, item] of node.items.entries()) {
      const step = node.kind === 'list' ? at : (item.name ?? '');
      const own = item.merges === true ? { map: node, item, path } : undefined;
      walk(item.value, [...path, step], above, merge ?? own);
    }
  };
  walk(root, [], [], undefined);
  return uses;
}

/** The entries that a map has from its merge key alone. */
function mergedEntries(
  map: YamlNode,
  model: ConfValue | undefined,
): readonly (readonly [string, ConfValue])[] {
  const own = new Set(map.items.map(({ name }) => name));
  return isMap(model) ? [...model].filter(([name]) => !own.has(name)) : [];
}
