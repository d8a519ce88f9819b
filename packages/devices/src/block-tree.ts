import path from 'node:path';
import type { HolderType } from './device-state.js';
import { kernelFolder, kernelNames, kernelText } from './kernel-files.js';

/** A block device and what is built on it. */
export interface BlockNode {
  /** The kernel's name: `sdb1`, `dm-0`. */
  readonly name: string;
  /** `8:17` */
  readonly number: string;
  /** Set if another device uses the one below: the kind of user. */
  readonly holds?: { readonly below: string; readonly type: HolderType };
}

/**
 * The device of a number, its partitions and everything that uses any of them, each once, from
 * sysfs. Empty if sysfs does not know it.
 */
export async function blockTree(sys: string, number: string): Promise<readonly BlockNode[]> {
  const folder = await kernelFolder(path.join(sys, 'dev/block', number));
  if (folder === undefined) return [];
  const found = new Map<string, BlockNode>();
  await visit({ name: path.basename(folder), number }, folder, found);
  return [...found.values()];
}

async function visit(
  node: BlockNode,
  folder: string,
  found: Map<string, BlockNode>,
): Promise<void> {
  if (found.has(node.name)) return;
  found.set(node.name, node);
  for (const name of await kernelNames(folder)) {
    const inside = path.join(folder, name);
    if ((await kernelText(path.join(inside, 'partition'))) === undefined) continue;
    await visit({ name, number: await text(path.join(inside, 'dev')) }, inside, found);
  }
  for (const name of await kernelNames(path.join(folder, 'holders'))) {
    const holder = await kernelFolder(path.join(folder, 'holders', name));
    if (holder === undefined) continue;
    await visit(
      {
        name,
        number: await text(path.join(holder, 'dev')),
        holds: { below: node.name, type: await holderType(holder) },
      },
      holder,
      found,
    );
  }
}

async function holderType(folder: string): Promise<HolderType> {
  if ((await kernelNames(path.join(folder, 'md'))).length > 0) return 'md';
  const uuid = await text(path.join(folder, 'dm/uuid'));
  if (uuid.startsWith('LVM-')) return 'lvm';
  if (uuid.startsWith('CRYPT-')) return 'crypt';
  if (/(^|-)mpath-/.test(uuid)) return 'multipath';
  if ((await kernelNames(path.join(folder, 'bcache'))).length > 0) return 'bcache';
  return (await kernelNames(path.join(folder, 'dm'))).length > 0 ? 'device-mapper' : 'other';
}

async function text(file: string): Promise<string> {
  return (await kernelText(file)) ?? '';
}
