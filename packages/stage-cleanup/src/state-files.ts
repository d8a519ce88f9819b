import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type Places, type StageContext } from '@hare/stage';
import {
  backupRecord,
  configStateFiles,
  mkfsForgottenFile,
  mkfsStateFiles,
  receiptFile,
} from '@hare/cluster';
import { isOwnFolder, listKeptCopies } from '@hare/footprint';
import { leftoversIn, lstatIfThere } from '@hare/base';

/**
 * What config and upgrade remembered for later stages, and kept of it. The journal and the record
 * of mkfs are not among it.
 */
export async function listStateFiles(places: Pick<Places, 'stateDir'>): Promise<readonly string[]> {
  return [
    ...(await present(places.stateDir, [...configStateFiles, receiptFile])),
    ...(isOwnFolder(places.stateDir)
      ? await listKeptCopies(path.join(places.stateDir, 'config.json'))
      : []),
  ];
}

/**
 * What outlives a cleanup: the record that the devices were formatted, and for which CDF; and where
 * the last backup is.
 */
export async function listLastingFiles(
  places: Pick<Places, 'stateDir'>,
): Promise<readonly string[]> {
  return present(places.stateDir, [
    ...mkfsStateFiles,
    path.basename(mkfsForgottenFile(places)),
    backupRecord,
  ]);
}

/** What post_install --configure-logrotate wrote. */
export async function listPostInstallFiles(
  context: Pick<StageContext, 'path'>,
): Promise<readonly string[]> {
  return present(context.path('/etc/logrotate.d'), ['hare']);
}

/**
 * `/etc/sysconfig/m0d-…`, `m0_client…`, other files named after the fid of a process, and
 * `motr-kernel`: what Motr's services read when they start.
 */
export async function listMotrSysconfig(
  context: Pick<StageContext, 'path'>,
): Promise<readonly string[]> {
  const folder = context.path('/etc/sysconfig');
  const names = (await readdir(folder).catch(() => [])).filter((name) =>
    /^(?:m0d-|m0_client)|^motr-kernel$|-0x7200000000000001:0x[0-9a-f]+$/.test(name),
  );
  return present(folder, names);
}

/**
 * What hctl bootstrap leaves on a machine, and the next one without --mkfs would use: files, and
 * the folders with the data of Hare's Consul.
 */
export async function listBootstrapLeftovers(
  context: Pick<StageContext, 'path'>,
): Promise<readonly string[]> {
  const hare = context.path('/var/lib/hare');
  const data = (await readdir(hare).catch(() => [])).filter((name) =>
    name.startsWith('consul-data-'),
  );
  const folders: string[] = [];
  for (const name of data)
    if ((await lstatIfThere(path.join(hare, name)))?.isDirectory() === true)
      folders.push(path.join(hare, name));
  return [
    ...(await present(hare, ['consul-env'])),
    ...(await present(context.path('/etc/consul.d'), [
      'consul-server-conf.json',
      'consul-client-conf.json',
    ])),
    ...(await present(context.path('/etc/motr'), ['confd.xc'])),
    ...folders,
  ];
}

/**
 * The existing ones of these files, with leftovers of killed writers; folders in their places are
 * not ours.
 */
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
