import path from 'node:path';
import type { StageContext } from '@hare/stage';
import { walkTree, type TreeEntry } from '@hare/base';
import { leaveOut, type Bundle } from '../bundle.js';
import type { Period } from '../period.js';
import { putEntry } from './put-file.js';

const traceName = /^m0trace\.|^m0.*\.bin$/;
const coreName = /^core(?:\.|-|$)/;
const ourProgram = /hax|m0d|m0mkfs|consul|hare|motr|s3server|rgw/;
const compressed = /\.(?:zst|lz4|xz|bz2|gz)$/;

/** Motr's binary traces. */
export function listTraces(context: Pick<StageContext, 'path' | 'places'>): readonly TreeEntry[] {
  return find(
    [context.places.logDir, context.path('/var/log/seagate/motr'), context.path('/var/motr')],
    (name) => traceName.test(name),
  );
}

/** Core dumps of Hare's and Motr's programs. */
export function listCoreDumps(
  context: Pick<StageContext, 'path' | 'places'>,
): readonly TreeEntry[] {
  const own = find(
    [context.places.varDir, context.places.logDir, context.path('/var/motr')],
    (name) => coreName.test(name),
  );
  return [
    ...own,
    ...find(
      [context.path('/var/lib/systemd/coredump'), context.path('/var/crash')],
      (name) => coreName.test(name) && ourProgram.test(name),
    ),
  ];
}

function find(
  folders: readonly string[],
  isWanted: (name: string) => boolean,
): readonly TreeEntry[] {
  const found = new Map<string, TreeEntry>();
  for (const folder of folders)
    for (const entry of walkTree(folder))
      if (entry.stats.isFile() && isWanted(path.basename(entry.path))) found.set(entry.path, entry);
  return [...found.values()];
}

/**
 * Puts binary files of the period into the bundle, the newest first, each whole or not at all.
 * Compressed ones are left out: they cannot be masked.
 */
export async function collectBinaries(
  bundle: Bundle,
  folder: string,
  entries: readonly TreeEntry[],
  { startMs, endMs }: Period,
  signal: AbortSignal,
): Promise<void> {
  for (const entry of [...entries].sort((a, b) => b.stats.mtimeMs - a.stats.mtimeMs)) {
    const { path: file, stats } = entry;
    signal.throwIfAborted();
    if (stats.mtimeMs < startMs || stats.mtimeMs > endMs)
      leaveOut(bundle, file, 'outside the requested time');
    else if (compressed.test(file))
      leaveOut(bundle, file, 'compressed, so its secrets cannot be masked; unpack it first');
    else
      await putEntry(
        bundle,
        `${folder}/${path.basename(path.dirname(file))}/${path.basename(file)}`,
        entry,
      );
  }
}
