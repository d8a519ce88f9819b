import { configStateFiles } from '@hare/cluster';
import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import path from 'node:path';
import { type StageContext, restoreFolder } from '@hare/stage';
import { placeOf, type BackupFolder } from '@hare/backup';
import { leftoversOf, lstatIfThere } from '@hare/base';
import { listOwnedConfigFiles } from '@hare/footprint';
import { checkPlace } from './check-place.js';
import { judgeBackup, type JudgedFile } from './judge-backup.js';
import { planKv, type KvPlan } from './kv-plan.js';
import type { OpenedBackup } from './restore-session.js';
import { isSameFile } from './same-file.js';

/** A file that has to be written. */
export interface PlannedFile extends JudgedFile {
  readonly exists: boolean;
}

/** A folder that has to be made, or to get its mode. */
export interface PlannedFolder {
  readonly place: string;
  readonly mode: number;
}

/**
 * Everything that must change so that machine and KV match a backup; empty if they do.
 */
export interface RestorePlan {
  readonly folders: readonly PlannedFolder[];
  readonly files: readonly PlannedFile[];
  readonly removals: readonly string[];
  readonly kv: KvPlan;
  /** Which settings change, a line for each. */
  readonly settings: readonly string[];
  /** An earlier restore was cut short. */
  readonly unfinished: boolean;
  readonly warnings: readonly string[];
}

/**
 * Compares the machine with a backup. Reads only. @throws HareError `PLACE_IS_LINK`,
 * `BACKUP_MEMBER_REFUSED`, and those of the KV
 */
export async function planRestore(
  context: StageContext,
  backup: OpenedBackup,
  withSettings: boolean,
): Promise<RestorePlan> {
  const { manifest } = backup;
  const judged = await judgeBackup(context, backup, withSettings);
  const files: PlannedFile[] = [];
  const places = new Set<string>();
  const leftovers: string[] = [];
  for (const file of judged.files) {
    await checkPlace(file, context);
    places.add(file.place);
    leftovers.push(...(await leftoversOf(file.place)));
    const isThere = await compare(file);
    if (isThere !== 'same') files.push({ ...file, exists: isThere === 'different' });
  }
  const kv = await planKv(context, backup);
  const { cdf, generated, work } = await listOwnedConfigFiles(context.places);
  // What upgrade recorded is of this machine, whoever made the backup.
  const state = configStateFiles.filter(
    (name) => backup.isOwn || !/^(?:upgrade|applied|pending|kv-kept)\./.test(name),
  );
  const stale = [
    ...cdf.filter((file) => file === context.places.cdfFile),
    ...generated.map((name) => path.join(context.places.varDir, name)),
    ...(await present(context, state)),
  ].filter((file) => !places.has(file));
  const unfinished = work.includes(restoreFolder(context.places));
  const above = foldersAbove(places);
  const kept = new Set([restoreFolder(context.places), ...above]);
  const leftOut =
    judged.leftOut.length === 0
      ? []
      : [
          'not restored without --with-settings, because it decides what runs as root: ' +
            judged.leftOut.join(', '),
        ];
  return {
    folders: await differingFolders(manifest.folders, above, context),
    files,
    removals: [...new Set([...stale, ...leftovers, ...work.filter((each) => !kept.has(each))])],
    kv,
    settings: judged.settings,
    unfinished,
    warnings: [...judged.warnings, ...leftOut],
  };
}

/**
 * Every folder on the way to a place: one that a killed restore left empty is filled, not removed.
 */
function foldersAbove(places: ReadonlySet<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const place of places)
    for (
      let folder = path.dirname(place);
      !folders.has(folder) && folder !== path.dirname(folder);
      folder = path.dirname(folder)
    )
      folders.add(folder);
  return folders;
}

/** Whether nothing has to change. */
export function isEmptyPlan({ folders, files, removals, kv, unfinished }: RestorePlan): boolean {
  return (
    folders.length + files.length + removals.length + kv.sets.size + kv.deletes.length === 0 &&
    !unfinished
  );
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

async function compare({
  place,
  mode,
  sizeBytes,
  sha256,
  bytes,
}: JudgedFile): Promise<'same' | 'different' | 'missing'> {
  const stats = await lstatIfThere(place);
  if (stats === undefined) return 'missing';
  if (modeOf(stats) !== mode) return 'different';
  const digest = bytes === undefined ? sha256 : createHash('sha256').update(bytes).digest('hex');
  return (await isSameFile(place, sizeBytes, digest)) ? 'same' : 'different';
}

function modeOf({ mode }: Stats): number {
  return mode & 0o7777;
}

/**
 * Folders for generated files get one of the modes that we write; varDir and stateDir themselves
 * stay as they are on this machine.
 */
async function differingFolders(
  folders: readonly BackupFolder[],
  needed: ReadonlySet<string>,
  context: StageContext,
): Promise<readonly PlannedFolder[]> {
  const differing: PlannedFolder[] = [];
  for (const { name, mode } of folders) {
    const place = placeOf(name, context, undefined);
    if (place === undefined || !needed.has(place)) continue;
    const wanted = [0o700, 0o750, 0o755].includes(mode) ? mode : 0o755;
    const stats = await lstatIfThere(place);
    if (stats === undefined || (name.includes('/') && modeOf(stats) !== wanted))
      differing.push({ place, mode: wanted });
  }
  return differing;
}

async function present(
  { places }: StageContext,
  names: readonly string[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of names)
    if ((await lstatIfThere(path.join(places.stateDir, name))) !== undefined)
      found.push(path.join(places.stateDir, name));
  return found;
}
