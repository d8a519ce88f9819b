import type { MapChange } from '../../edit/change.js';
import type { Splice } from '../../edit/splice.js';
import type { Source } from '../source.js';
import { writeOutAliases } from './prepare-yaml.js';
import { readYaml } from './read-yaml.js';
import type { YamlEventReader } from './yaml-event-reader.js';
import { YamlPlanner } from './yaml-planner.js';
import { readYamlTree } from './yaml-tree.js';

/** What to replace in a valid YAML text for a change of its document. */
export function yamlSplices(text: string, change: MapChange, source: Source): readonly Splice[] {
  const { root, indents } = readYaml(text, source, (events) => readYamlTree(text, events, change));
  const planner = new YamlPlanner(text, indents);
  if (root === undefined || root.kind === 'scalar') planner.append(change.after);
  else planner.change(root, change);
  return planner.splices;
}

/**
 * Writes out what would pass the change on to other places; undefined when the text has no anchors.
 */
export function prepareYaml(text: string, change: MapChange, source: Source): string | undefined {
  if (!text.includes('&') || !readYaml(text, source, hasAnchors)) return undefined;
  const { root, indents } = readYaml(text, source, (events) => readYamlTree(text, events));
  return root === undefined ? undefined : writeOutAliases(text, root, indents, change);
}

function hasAnchors(events: YamlEventReader): boolean {
  let found = false;
  while (events.peek() !== undefined) {
    const event = events.next();
    found ||= (event.type === 2 || event.type === 3 || event.type === 4) && event.anchorStart >= 0;
  }
  return found;
}
