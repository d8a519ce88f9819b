import type { Change, EnclosureView } from './cluster-view.js';
import { count } from './words.js';

/** Nodes that are drawn as one. */
export interface NodeGroup {
  readonly name: string;
  /** In a comparison: what became of every one of them. */
  readonly change?: Change | undefined;
  readonly members: readonly EnclosureView[];
}

/**
 * Nodes by storage set and change; those of no set with others that differ in nothing but their
 * names.
 */
export function groupNodes(enclosures: readonly EnclosureView[]): readonly NodeGroup[] {
  const groups = new Map<string, EnclosureView[]>();
  for (const enclosure of enclosures) {
    const key =
      enclosure.storageSet === undefined
        ? lookOf(enclosure)
        : `storage set ${enclosure.storageSet}\n${enclosure.change ?? ''}`;
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [enclosure]);
    else members.push(enclosure);
  }
  return [...groups].map(([key, members]) => ({
    name: key.startsWith('storage set ') ? key.replace(/\n.*/, '') : namesOf(members),
    change: members[0]?.change,
    members,
  }));
}

/** What a node looks like, its name aside. */
export function lookOf(enclosure: EnclosureView): string {
  return JSON.stringify({ ...enclosure, hostname: '' });
}

/** `srv-1 … srv-100 (100 nodes)` */
export function namesOf(members: readonly EnclosureView[]): string {
  const [first, last] = [members[0], members.at(-1)];
  if (first === undefined || last === undefined || members.length === 1)
    return first?.hostname ?? '';
  const between = members.length === 2 ? ', ' : ' … ';
  return `${first.hostname}${between}${last.hostname} (${count(members.length, 'node')})`;
}
