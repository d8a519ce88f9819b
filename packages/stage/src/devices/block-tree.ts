import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { HolderType } from './device-state.js';

/** A block device and what is built on it. */
export interface BlockNode {
  /** The kernel's name: `sdb1`, `dm-0`. */
  readonly name: string;
  /** `8:17` */
  readonly number: string;
  /** Set when another device holds the one below: what kind of holder this is. */
  readonly holds?: { readonly below: string; readonly type: HolderType };
}

/** The device of a number, its partitions and everything that holds any of them, each once, from sysfs. Empty when sysfs does not know it. */
export async function blockTree(sys: string, number: string): Promise<readonly BlockNode[]> {
  const folder = await realpath(path.join(sys, 'dev/block', number)).catch(() => undefined);
  if (folder === undefined) return [];
  const found = new Map<string, BlockNode>();
  await visit({ name: path.basename(folder), number }, folder, found);
  return [...found.values()];
}

async function visit(node: BlockNode, folder: string, found: Map<string, BlockNode>): Promise<void> {
  if (found.has(node.name)) return;
  found.set(node.name, node);
  for (const name of await names(folder)) {
    const inside = path.join(folder, name);
    if ((await stat(path.join(inside, 'partition')).catch(() => undefined)) === undefined) continue;
    await visit({ name, number: await text(path.join(inside, 'dev')) }, inside, found);
  }
  for (const name of await names(path.join(folder, 'holders'))) {
    const holder = await realpath(path.join(folder, 'holders', name)).catch(() => undefined);
    if (holder === undefined) continue;
    await visit({ name, number: await text(path.join(holder, 'dev')), holds: { below: node.name, type: await holderType(holder) } }, holder, found);
  }
}

async function holderType(folder: string): Promise<HolderType> {
  if ((await stat(path.join(folder, 'md')).catch(() => undefined)) !== undefined) return 'md';
  const uuid = await text(path.join(folder, 'dm/uuid'));
  if (uuid.startsWith('LVM-')) return 'lvm';
  if (uuid.startsWith('CRYPT-')) return 'crypt';
  if (/(^|-)mpath-/.test(uuid)) return 'multipath';
  return (await stat(path.join(folder, 'dm')).catch(() => undefined)) === undefined ? 'other' : 'device-mapper';
}

async function names(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}

async function text(file: string): Promise<string> {
  return (await readFile(file, 'utf8').catch(() => '')).trim();
}
