import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { backupRecordFile, configStateFiles, mkfsStateFiles, type Places, type StageContext } from '@hare/stage';
import { isOwnFolder, leftoversIn, listKeptCopies, lstatIfThere } from '@hare/stage/owned';

/** What config and upgrade remembered for later stages, and kept of it. The journal and the record of mkfs are not among it. */
export async function listStateFiles(places: Pick<Places, 'stateDir'>): Promise<readonly string[]> {
  return [...(await present(places.stateDir, configStateFiles)), ...(isOwnFolder(places.stateDir) ? await listKeptCopies(path.join(places.stateDir, 'config.json')) : [])];
}

/** What outlives a cleanup: the record that the devices were formatted, and for which CDF; and where the last backup is. */
export async function listLastingFiles(places: Pick<Places, 'stateDir'>): Promise<readonly string[]> {
  return present(places.stateDir, [...mkfsStateFiles, path.basename(backupRecordFile(places))]);
}

/** What post_install --configure-logrotate wrote. */
export async function listPostInstallFiles(context: Pick<StageContext, 'path'>): Promise<readonly string[]> {
  return present(context.path('/etc/logrotate.d'), ['hare']);
}

/** `/etc/sysconfig/m0d-…`: what Motr's services read when they start. */
export async function listMotrSysconfig(context: Pick<StageContext, 'path'>): Promise<readonly string[]> {
  const folder = context.path('/etc/sysconfig');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.startsWith('m0d-'));
  return present(folder, names);
}

/** Those of these files that are there, with what killed writers left of them; folders in their places are not ours. */
async function present(folder: string, names: readonly string[]): Promise<readonly string[]> {
  if (!isOwnFolder(folder)) return [];
  const found: string[] = [];
  for (const name of names) {
    const file = path.join(folder, name);
    const stats = await lstatIfThere(file);
    if (stats !== undefined && !stats.isDirectory()) found.push(file);
  }
  return [...found, ...(await leftoversIn(folder, (base) => names.includes(base)))];
}
