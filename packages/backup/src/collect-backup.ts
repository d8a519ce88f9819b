import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { confStoreIfAny, clusterId, readMkfsRecord } from '@hare/cluster';
import { machineNames, listOwnedConfigFiles } from '@hare/footprint';
import { lstatIfThere } from '@hare/base';
import type { StageContext } from '@hare/stage';
import { formatKvEntries, readKvEntries } from './backup-kv.js';
import type { BackupCluster, BackupFile, BackupFolder } from './backup-manifest.js';
import { isSettingsName, placeOf, savedStateFiles } from './backup-names.js';
import type { BackupContent } from './pack-backup.js';

/**
 * Collects what a backup saves of this machine: CDF, generated configuration, settings, state, and
 * Hare's keys of the KV. Reads only.
 */
export async function collectBackup(context: StageContext): Promise<BackupContent> {
  const { cdf, generated } = await listOwnedConfigFiles(context.places);
  const cdfElsewhere = cdf.find((file) => file !== context.places.cdfFile);
  const names = [
    ...(cdf.includes(context.places.cdfFile) ? ['var/cluster.yaml'] : []),
    ...(cdfElsewhere === undefined ? [] : ['cdf/cluster.yaml']),
    ...generated.map((name) => `var/${name}`),
    ...savedStateFiles.map((name) => `state/${name}`),
    ...(await settingsIn('prefix-conf', path.join(context.places.prefix, 'conf'))),
    ...(await settingsIn('etc-hare', context.path('/etc/hare'))),
    'etc/logrotate.d/hare',
  ];
  const files: BackupFile[] = [];
  const bytes = new Map<string, Buffer>();
  const add = (
    name: string,
    content: Buffer,
    { mode, uid, gid }: { readonly mode: number; readonly uid: number; readonly gid: number },
  ): void => {
    bytes.set(name, content);
    files.push({
      name,
      mode: mode & 0o777,
      uid,
      gid,
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    });
  };
  for (const name of names) {
    const file = placeOf(name, context, cdfElsewhere);
    const stats = file === undefined ? undefined : await lstatIfThere(file);
    if (file !== undefined && stats?.isFile() === true) add(name, await readFile(file), stats);
  }
  const { about: kv, entries } = await readKvEntries(context);
  if (entries !== undefined)
    add('kv.json', formatKvEntries(entries), { mode: 0o600, uid: 0, gid: 0 });
  const host = (await machineNames(context))[0] ?? hostname();
  const content = {
    kind: 'hare_setup backup',
    version: 1,
    created: context.now().toISOString(),
    host,
    cluster: await whichCluster(context, cdf[0]),
    kv,
    cdfPath: cdfElsewhere,
    files,
    folders: await foldersOf(context, files),
  } as const;
  return { manifest: content, bytes };
}

async function settingsIn(place: string, folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(() => []))
    .filter(isSettingsName)
    .sort()
    .map((name) => `${place}/${name}`);
}

/** Folders below varDir and stateDir that the files need. */
async function foldersOf(
  context: StageContext,
  files: readonly BackupFile[],
): Promise<readonly BackupFolder[]> {
  const names = new Set<string>();
  for (const { name } of files)
    for (
      let folder = path.posix.dirname(name);
      folder.startsWith('var') || folder.startsWith('state');
      folder = path.posix.dirname(folder)
    )
      names.add(folder);
  const folders: BackupFolder[] = [];
  for (const name of [...names].sort()) {
    const place = placeOf(name, context, undefined);
    const stats = place === undefined ? undefined : await lstatIfThere(place);
    if (stats !== undefined)
      folders.push({ name, mode: stats.mode & 0o7777, uid: stats.uid, gid: stats.gid });
  }
  return folders;
}

/**
 * The cluster this machine belongs to, as far as known: as init recorded it, else as in ConfStore
 * and CDF.
 */
export async function whichCluster(
  context: StageContext,
  cdfFile: string | undefined,
): Promise<BackupCluster> {
  const record = await readMkfsRecord(context.places).catch(() => undefined);
  if (cdfFile === undefined)
    return { id: record?.clusterId ?? (await idInConfStore(context)), nodes: [] };
  const { readCdf } = await import('@hare/cdf');
  const model = await readCdf(await readFile(cdfFile, 'utf8'), cdfFile).then(
    (reading) => reading.model,
    () => undefined,
  );
  if (model === undefined) return { id: record?.clusterId, nodes: [] };
  const id = record?.clusterId ?? (await clusterId(model, await confStoreIfAny(context)));
  return {
    id,
    nodes: model.nodes.map(({ hostname: name, machineId }) => ({ hostname: name, machineId })),
  };
}

/**
 * What a ConfStore says that was named on this machine; undefined when it says nothing about a
 * cluster.
 */
async function idInConfStore(context: StageContext): Promise<string | undefined> {
  const store = await confStoreIfAny(context);
  const known =
    store === undefined
      ? []
      : await Promise.all(
          ['cluster', 'cluster_id', 'server_node', 'node'].map((key) => store.get(key)),
        );
  return known.some((value) => value !== null) ? clusterId({ nodes: [] }, store) : undefined;
}
