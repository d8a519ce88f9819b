import type { ConfValue } from '../../conf-store.js';
import { getIn } from '../../document/get-in.js';
import { isMap } from '../../document/kind-of.js';
import type { Change, MapChange } from '../../edit/change.js';
import { applySplices } from '../../edit/splice.js';
import type { Path } from '../../key/path.js';
import type { YamlIndents } from './yaml-indents.js';
import type { YamlAlias, YamlEntry, YamlMap, YamlNode } from './yaml-node.js';
import { YamlPlanner } from './yaml-planner.js';

/**
 * The text with those aliases and merge keys written out that a change would otherwise reach, or
 * that stand in its way; undefined when there are none. Then the change touches only the place that
 * was named.
 */
export function writeOutAliases(
  text: string,
  root: YamlNode,
  indents: YamlIndents,
  change: MapChange,
): string | undefined {
  const needed = new NeededWriteOuts();
  needed.visit(root, change);
  const uses = aliasUses(root);
  const aliases = uses.filter(
    ({ alias, merge }) => merge === undefined && needed.aliases.has(alias),
  );
  const reached = uses.filter(
    ({ alias, above }) =>
      alias.target !== undefined &&
      needed.touched.has(alias.target) &&
      !above.some((node) => needed.dropped.has(node)),
  );
  const merges = new Map<YamlEntry, MergeUse>();
  for (const use of uses)
    if (use.merge !== undefined && needed.merges.has(use.merge.map))
      merges.set(use.merge.entry, use.merge);
  for (const use of reached) if (use.merge !== undefined) merges.set(use.merge.entry, use.merge);
  const written = new Set([...aliases, ...reached.filter(({ merge }) => merge === undefined)]);
  if (written.size === 0 && merges.size === 0) return undefined;
  const planner = new YamlPlanner(text, indents);
  for (const { alias, path } of written) planner.replace(alias, getIn(change.before, path) ?? null);
  for (const { map, entry, path } of merges.values())
    planner.writeOut(map, entry, mergedEntries(map, getIn(change.before, path)));
  return applySplices(text, planner.splices);
}

interface MergeUse {
  readonly map: YamlMap;
  readonly entry: YamlEntry;
  readonly path: Path;
}

interface AliasUse {
  readonly alias: YamlAlias;
  readonly path: Path;
  /** The values that the alias is inside of, the outermost first. */
  readonly above: readonly YamlNode[];
  /** The merge key that the alias belongs to. */
  readonly merge: MergeUse | undefined;
}

class NeededWriteOuts {
  /** Aliases on the way to a change. */
  readonly aliases = new Set<YamlNode>();
  /** Maps from which an entry goes that a merge key brings. */
  readonly merges = new Set<YamlNode>();
  /** Anchored values that become other ones. */
  readonly touched = new Set<YamlNode>();
  /** Values that are replaced or go, with all that is in them. */
  readonly dropped = new Set<YamlNode>();

  visit(node: YamlNode, change: Change): void {
    if (node.anchor !== undefined) this.touched.add(node);
    if (change.kind === 'replace') this.#drop(node);
    else if (node.kind === 'alias') this.aliases.add(node);
    else if (change.kind === 'map' && node.kind === 'map') this.#visitMap(node, change);
    else if (change.kind === 'list' && node.kind === 'list') {
      for (const [at, { value }] of node.items.entries()) {
        const inner = change.changed.get(at);
        if (inner !== undefined) this.visit(value, inner);
        if (at >= node.items.length - change.removed) this.#drop(value);
      }
    }
  }

  #visitMap(node: YamlMap, change: MapChange): void {
    const names = new Set<string | undefined>();
    for (const { name, value } of node.entries) {
      names.add(name);
      const inner = name === undefined ? undefined : change.changed.get(name);
      if (inner !== undefined) this.visit(value, inner);
      if (name !== undefined && change.removed.has(name)) this.#drop(value);
    }
    if ([...change.removed].some((name) => !names.has(name))) this.merges.add(node);
  }

  #drop(node: YamlNode): void {
    this.dropped.add(node);
    if (node.anchor !== undefined) this.touched.add(node);
    const inside =
      node.kind === 'map'
        ? node.entries.map(({ value }) => value)
        : node.kind === 'list'
          ? node.items.map(({ value }) => value)
          : [];
    for (const value of inside) this.#drop(value);
  }
}

function aliasUses(root: YamlNode): readonly AliasUse[] {
  const uses: AliasUse[] = [];
  const walk = (
    node: YamlNode,
    path: Path,
    above: readonly YamlNode[],
    merge: MergeUse | undefined,
  ): void => {
    const inside = [...above, node];
    if (node.kind === 'alias') uses.push({ alias: node, path, above: inside, merge });
    else if (node.kind === 'list')
      node.items.forEach(({ value }, at) => walk(value, [...path, at], inside, merge));
    else if (node.kind === 'map') {
      for (const entry of node.entries)
        walk(
          entry.value,
          [...path, entry.name ?? ''],
          inside,
          merge ?? (entry.merges ? { map: node, entry, path } : undefined),
        );
    }
  };
  walk(root, [], [], undefined);
  return uses;
}

/** The entries that a map has from its merge key alone. */
function mergedEntries(
  map: YamlMap,
  model: ConfValue | undefined,
): readonly (readonly [string, ConfValue])[] {
  const own = new Set(map.entries.map(({ name }) => name));
  return isMap(model) ? [...model].filter(([name]) => !own.has(name)) : [];
}
