import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { StageContext } from '@hare/stage';
import { formattedCdfFile } from './formatted-cdf.js';

/**
 * The folders `/var/motr/m0d-*` that are not empty: mkfs and the services of Motr write there, so the devices of this machine may hold data of a
 * cluster that other tools brought up. None where a description that this tool formatted for is kept: then its record was forgotten on purpose
 * (`reset --forget-mkfs`).
 */
export async function findMotrData(context: Pick<StageContext, 'places' | 'path'>): Promise<readonly string[]> {
  if (existsSync(formattedCdfFile(context.places))) return [];
  const folder = context.path('/var/motr');
  const names = (await namesIn(folder)).filter((name) => name.startsWith('m0d-')).toSorted();
  const found: string[] = [];
  for (const name of names) if ((await namesIn(path.join(folder, name))).length > 0) found.push(path.join(folder, name));
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
