import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { formattedCdfFile, mkfsForgottenFile } from '@hare/cluster';
import type { StageContext } from '@hare/stage';

/**
 * Signs that mkfs or services of Motr ran on this machine though no record says so: the description
 * that this tool formatted for, and the folders `/var/motr/m0d-*` that are not empty. The devices
 * may contain data of a cluster that other tools started or whose record was lost. Nothing if the
 * record was forgotten on purpose (`reset --forget-mkfs`).
 */
export async function findMotrData(
  context: Pick<StageContext, 'places' | 'path'>,
): Promise<readonly string[]> {
  const { places } = context;
  if (existsSync(mkfsForgottenFile(places))) return [];
  const found = existsSync(formattedCdfFile(places)) ? [formattedCdfFile(places)] : [];
  const folder = context.path('/var/motr');
  const names = (await namesIn(folder)).filter((name) => name.startsWith('m0d-')).toSorted();
  for (const name of names)
    if ((await namesIn(path.join(folder, name))).length > 0) found.push(path.join(folder, name));
  return found;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}
