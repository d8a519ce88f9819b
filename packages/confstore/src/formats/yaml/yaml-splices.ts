import type { MapChange } from '../../edit/change.js';
import type { Splice } from '../../edit/splice.js';
import type { Source } from '../source.js';
import { writeOutAliases } from './prepare-yaml.js';
import { readYamlEvents } from './read-yaml-events.js';
import { YamlPlanner } from './yaml-planner.js';
import { readYamlTree } from './yaml-tree.js';

/** What to replace in a valid YAML text for a change of its document. */
export function yamlSplices(text: string, change: MapChange, source: Source): readonly Splice[] {
  const root = readYamlTree(text, readYamlEvents(text, source));
  const planner = new YamlPlanner(text, root);
  if (root === undefined || root.kind === 'scalar') planner.append(change.after);
  else planner.change(root, change);
  return planner.splices;
}

/** Writes out what would pass the change on to other places; undefined when the text has no anchors. */
export function prepareYaml(text: string, change: MapChange, source: Source): string | undefined {
  if (!text.includes('&')) return undefined;
  const root = readYamlTree(text, readYamlEvents(text, source));
  return root === undefined ? undefined : writeOutAliases(text, root, change);
}
