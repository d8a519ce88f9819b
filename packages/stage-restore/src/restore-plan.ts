import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { HareError } from '@hare/confstore/error';
import { configStateFiles, type StageContext } from '@hare/stage';
import { placeOf, type BackupContent, type BackupFile, type BackupFolder } from '@hare/stage/backup';
import { leftoversOf, listOwnedConfigFiles, lstatIfThere, restoreFolder } from '@hare/stage/owned';
import { planKv, type KvPlan } from './kv-plan.js';
import { keepsMkfsRecord } from './mkfs-rule.js';
import { checkPlace } from './check-place.js';

/** A file of the backup and where it goes. */
export interface PlannedFile {
  readonly file: BackupFile;
  readonly place: string;
  readonly bytes: Buffer;
  readonly exists: boolean;
}

/** All that has to change so that machine and KV hold what a backup holds; nothing in it: they do. */
export interface RestorePlan {
  readonly folders: readonly (BackupFolder & { readonly place: string })[];
  readonly files: readonly PlannedFile[];
  readonly removals: readonly string[];
  readonly kv: KvPlan;
  /** An earlier restore was cut short. */
  readonly unfinished: boolean;
  readonly warnings: readonly string[];
}

/** Compares the machine with a backup. Reads only. @throws HareError `PLACE_IS_LINK`, `BACKUP_MEMBER_REFUSED`, and those of the KV */
export async function planRestore(context: StageContext, { manifest, bytes }: BackupContent): Promise<RestorePlan> {
  const keeps = await keepsMkfsRecord(context.places, bytes.get('state/mkfs.json'));
  const wanted = manifest.files.filter(({ name }) => name !== 'kv.json' && !(keeps && name.startsWith('state/mkfs.')));
  const files: PlannedFile[] = [];
  const places = new Set<string>();
  const leftovers: string[] = [];
  for (const file of wanted) {
    const place = placeOf(file.name, context, manifest.cdfPath);
    if (place === undefined) throw new HareError('BACKUP_MEMBER_REFUSED', `nobody knows where ${file.name} belongs`, { hint: 'do not use this backup; nothing was changed' });
    const content = bytes.get(file.name) ?? Buffer.alloc(0);
    await checkPlace(file.name, place, context, content);
    places.add(place);
    leftovers.push(...(await leftoversOf(place)));
    const isThere = await compare(file, place);
    if (isThere !== 'same') files.push({ file, place, bytes: content, exists: isThere === 'different' });
  }
  const kv = await planKv(context, manifest.kv, bytes.get('kv.json'));
  const { cdf, generated, work } = await listOwnedConfigFiles(context.places);
  const stale = [...cdf.filter((file) => file === context.places.cdfFile), ...generated.map((name) => path.join(context.places.varDir, name)), ...(await present(context, configStateFiles))].filter((file) => !places.has(file));
  const unfinished = work.includes(restoreFolder(context.places));
  const kept = new Set([restoreFolder(context.places), ...foldersAbove(places), ...manifest.folders.map(({ name }) => placeOf(name, context, undefined))]);
  return {
    folders: await differingFolders(manifest.folders, context),
    files,
    removals: [...new Set([...stale, ...leftovers, ...work.filter((each) => !kept.has(each))])],
    kv,
    unfinished,
    warnings: [...(keeps ? ['the devices were formatted after this backup was made: the record of that is kept'] : []), ...kv.warnings],
  };
}

/** Every folder on the way to a place: one that a killed restore left empty is filled, not removed. */
function foldersAbove(places: ReadonlySet<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const place of places) for (let folder = path.dirname(place); !folders.has(folder) && folder !== path.dirname(folder); folder = path.dirname(folder)) folders.add(folder);
  return folders;
}

/** Whether nothing has to change. */
export function isEmptyPlan({ folders, files, removals, kv, unfinished }: RestorePlan): boolean {
  return folders.length + files.length + removals.length + kv.sets.size + kv.deletes.length === 0 && !unfinished;
}

/** The plan as lines: `+` new, `~` replaced, `-` removed. */
export function planLines({ files, removals, kv }: RestorePlan): readonly string[] {
  return [
    ...files.map(({ place, exists }) => `${exists ? '~' : '+'} ${place}`),
    ...removals.map((file) => `- ${file}`),
    ...[...kv.sets.keys()].map((key) => `${kv.present.has(key) ? '~' : '+'} ${kv.url} ${key}`),
    ...kv.deletes.map((key) => `- ${kv.url} ${key}`),
  ];
}

async function compare(file: BackupFile, place: string): Promise<'same' | 'different' | 'missing'> {
  const stats = await lstatIfThere(place);
  if (stats === undefined) return 'missing';
  if ((stats.mode & 0o7777) !== file.mode || !isOwner(stats, file) || stats.size !== file.size) return 'different';
  return createHash('sha256').update(await readFile(place)).digest('hex') === file.sha256 ? 'same' : 'different';
}

/** Owners count only for root, who alone can give files away. */
function isOwner(stats: Stats, { uid, gid }: Pick<BackupFile, 'uid' | 'gid'>): boolean {
  return process.geteuid?.() !== 0 || (stats.uid === uid && stats.gid === gid);
}

async function differingFolders(folders: readonly BackupFolder[], context: StageContext): Promise<RestorePlan['folders']> {
  const differing: (BackupFolder & { readonly place: string })[] = [];
  for (const folder of folders) {
    const place = placeOf(folder.name, context, undefined);
    if (place === undefined) continue;
    const stats = await lstatIfThere(place);
    if (stats === undefined || (stats.mode & 0o7777) !== folder.mode || !isOwner(stats, folder)) differing.push({ ...folder, place });
  }
  return differing;
}

async function present({ places }: StageContext, names: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of names) if ((await lstatIfThere(path.join(places.stateDir, name))) !== undefined) found.push(path.join(places.stateDir, name));
  return found;
}
