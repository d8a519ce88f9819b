import { chmod, chown, mkdir, open, rename } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder, writeFileAtomic } from '@hare/confstore/atomic';
import { HareError } from '@hare/confstore/error';
import type { Places, StageContext } from '@hare/stage';
import { parseKvEntries } from '@hare/stage/backup';
import { namesOf, removeEmptyFolders, removeFiles, removeTree, restoreFolder, restoreWork } from '@hare/stage/owned';
import { applyKvPlan } from './apply-kv-plan.js';
import type { OpenedBackup } from './restore-session.js';
import type { PlannedFile, RestorePlan } from './restore-plan.js';

/**
 * Makes machine and KV hold what the backup holds. First the whole backup is put beside the files, durably, under a name of work in progress; its renaming is the
 * moment from which on the restore is certain: whatever ends this process, the next run finishes it. Before that moment nothing was changed.
 */
export async function applyPlan(context: StageContext, backup: OpenedBackup, plan: RestorePlan): Promise<void> {
  const { places } = context;
  await beginRestore(places, backup.archive);
  try {
    await makeFolders(plan);
    for (const file of plan.files) await putFile(file);
    // Whatever was removed can be made again from the backup; so removals follow once everything new is there.
    for (const file of plan.removals) await removeTree(file);
    const folders = plan.removals.map((file) => path.dirname(file)).filter((folder) => folder.startsWith(`${places.varDir}${path.sep}`) && folder !== places.stateDir);
    await removeEmptyFolders(places.varDir, folders.map((folder) => namesOf(path.relative(places.varDir, folder))));
    const entries = backup.bytes.get('kv.json');
    if (entries !== undefined) await applyKvPlan(context, backup.manifest.kv, plan.kv, parseKvEntries(entries).find(([key]) => key === 'hare_setup/apply')?.[1]);
  } catch (cause) {
    const { message } = cause as Error;
    throw new HareError('RESTORE_UNFINISHED', `the restore stopped halfway: ${message}`, { where: cause instanceof HareError ? cause.where : { file: restoreFolder(places) }, hint: `correct that, then finish it by running the same again, or with: hare_setup restore --target ${path.join(restoreFolder(places), 'archive.tar.gz')}`, cause });
  }
  await endRestore(places);
}

async function makeFolders({ folders }: RestorePlan): Promise<void> {
  for (const { place, mode, uid, gid } of folders) {
    await mkdir(place, { recursive: true });
    await chmod(place, mode);
    if (process.geteuid?.() === 0) await chown(place, uid, gid);
  }
}

async function beginRestore(places: Places, archive: Buffer): Promise<void> {
  const work = path.join(places.varDir, `${restoreWork}.${process.pid}.tmp`);
  await removeTree(work);
  await mkdir(work, { recursive: true, mode: 0o700 });
  const handle = await open(path.join(work, 'archive.tar.gz'), 'wx', 0o600);
  try {
    await handle.writeFile(archive);
    await handle.sync();
  } catch (cause) {
    await handle.close();
    await removeTree(work);
    throw new HareError('RESTORE_FAILED', `the backup cannot be put beside the files: ${(cause as Error).message}`, { where: { file: places.varDir }, hint: 'nothing was changed; free space or correct permissions, then run again', cause });
  }
  await handle.close();
  await syncFolder(work);
  // A backup that an earlier restore was cut short with gives way: this one says all that there will be.
  await removeTree(restoreFolder(places));
  await rename(work, restoreFolder(places));
  await syncFolder(places.varDir);
}

async function putFile({ file, place, bytes }: PlannedFile): Promise<void> {
  await writeFileAtomic(place, bytes, { mode: file.mode });
  await chmod(place, file.mode);
  if (process.geteuid?.() === 0) await chown(place, file.uid, file.gid);
}

async function endRestore(places: Places): Promise<void> {
  const folder = restoreFolder(places);
  await removeFiles([path.join(folder, 'archive.tar.gz')]);
  await removeTree(folder);
  await syncFolder(places.varDir);
}
