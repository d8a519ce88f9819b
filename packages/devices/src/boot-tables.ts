import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { numberOf } from './system-uses.js';

/** Real path or number of a device that the system uses when it starts → the file that says so. */
export type BootTables = ReadonlyMap<string, string>;

/** Which column of a table names the device. */
const tables: readonly (readonly [file: string, column: number])[] = [
  ['/etc/fstab', 0],
  ['/etc/crypttab', 1],
];

/**
 * The devices of /etc/fstab and /etc/crypttab: they may not be in use now, and will be after the
 * next start of the system.
 */
export async function readBootTables(root: string): Promise<BootTables> {
  const found = new Map<string, string>();
  for (const [file, column] of tables) {
    const text = await readFile(path.join(root, file), 'utf8').catch(() => '');
    for (const source of namedSources(text, column)) {
      const device = path.join(root, source);
      const real = await realpath(device).catch(() => undefined);
      if (real === undefined) continue;
      found.set((await numberOf(device)) ?? real, file);
    }
  }
  return found;
}

/** Paths of the devices that a table names, also those named by UUID, label and the like. Pure. */
export function namedSources(text: string, column: number): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const word = line.trim().startsWith('#') ? undefined : line.trim().split(/\s+/)[column];
    const source = word?.replace(/\\040/g, ' ');
    if (source === undefined) return [];
    const [, tag = '', value = ''] =
      /^(UUID|LABEL|PARTUUID|PARTLABEL|ID)="?([^"]+)"?$/.exec(source) ?? [];
    if (tag !== '') return [`/dev/disk/by-${tag.toLowerCase()}/${value}`];
    return source.startsWith('/dev/') ? [source] : [];
  });
}
