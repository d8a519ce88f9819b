import { fchmodSync, renameSync } from 'node:fs';
import path from 'node:path';
import { HareError, HeldFolder, namesOf, removeEmptyFolders, removeTree } from '@hare/base';
import {
  type Places,
  type StageContext,
  restoreFolder,
  restoreWork,
  unfinishedBackup,
} from '@hare/stage';
import { fileSource, openSeal, readMembers, type OpenedArchive } from '@hare/backup';
import { applyKvPlan } from './apply-kv-plan.js';
import { onePiece, putFile } from './put-file.js';
import type { OpenedBackup } from './restore-session.js';
import type { PlannedFile, RestorePlan } from './restore-plan.js';

/**
 * Restores machine and KV from the backup. First the whole backup is stored next to the files,
 * durably, under a temporary name. Renaming it commits the restore: if this process ends
 * afterwards, the next run finishes it. Before that nothing has changed, and `last` is called,
 * which throws if restoring is no longer allowed.
 */
export async function applyPlan(
  context: StageContext,
  backup: OpenedBackup,
  plan: RestorePlan,
  last: () => Promise<void>,
): Promise<void> {
  const { places } = context;
  await beginRestore(places, backup, last);
  try {
    makeFolders(plan);
    for (const { place, mode, bytes } of plan.files)
      if (bytes !== undefined) await putFile(place, mode, onePiece(bytes));
    await putLargeFiles(places, backup, plan.files);
    // Whatever was removed can be made again from the backup; so removals follow once all new files
    // exist.
    for (const file of plan.removals) await removeTree(file);
    const folders = plan.removals
      .map((file) => path.dirname(file))
      .filter(
        (folder) => folder.startsWith(`${places.varDir}${path.sep}`) && folder !== places.stateDir,
      );
    await removeEmptyFolders(
      places.varDir,
      folders.map((folder) => namesOf(path.relative(places.varDir, folder))),
    );
    await applyKvPlan(context, backup, plan.kv);
  } catch (cause) {
    const { message } = cause as Error;
    throw new HareError('RESTORE_UNFINISHED', `the restore failed halfway: ${message}`, {
      where: cause instanceof HareError ? cause.where : { file: restoreFolder(places) },
      hint:
        'fix this, then complete the restore: hare_setup restore --target ' +
        unfinishedBackup(places),
      cause,
    });
  }
  await endRestore(places);
}

function makeFolders({ folders }: RestorePlan): void {
  for (const { place, mode } of folders) {
    const held = HeldFolder.make(place, { mode });
    try {
      fchmodSync(held.fd, mode);
    } finally {
      held.close();
    }
  }
}

/**
 * Members that are not in memory are read from the copy next to the files, which no other process
 * writes.
 */
async function putLargeFiles(
  places: Places,
  { sha256 }: OpenedArchive,
  files: readonly PlannedFile[],
): Promise<void> {
  const missing = new Map(
    files.filter(({ bytes }) => bytes === undefined).map((file) => [file.name, file]),
  );
  const where = { file: unfinishedBackup(places) };
  const source = missing.size === 0 ? undefined : await fileSource(where.file);
  if (source === undefined) return;
  for await (const member of readMembers(source, sha256, where)) {
    const file = missing.get(member.name);
    if (file !== undefined) await putFile(file.place, file.mode, member.body());
    else await skip(member.body());
  }
}

/** A member must be read to get to the next one. */
async function skip(body: AsyncIterable<Buffer>): Promise<void> {
  const chunks = body[Symbol.asyncIterator]();
  while ((await chunks.next()).done !== true);
}

async function beginRestore(
  places: Places,
  { source, sha256, where }: OpenedArchive,
  last: () => Promise<void>,
): Promise<void> {
  const work = path.join(places.varDir, `${restoreWork}.${process.pid}.tmp`);
  const copy = path.join(work, path.basename(unfinishedBackup(places)));
  await removeTree(work);
  try {
    HeldFolder.make(work, { mode: 0o700 }).close();
    await putFile(copy, 0o600, source.read(0, source.sizeBytes));
    const copied = await fileSource(copy);
    if (copied === undefined || (await openSeal(copied, where)).sha256 !== sha256)
      throw new Error('it was replaced while it was read');
  } catch (cause) {
    await removeTree(work);
    throw new HareError(
      'RESTORE_FAILED',
      `the files of the backup cannot be written: ${(cause as Error).message}`,
      {
        where: { file: places.varDir },
        hint: 'free space or correct permissions, then retry; nothing was changed',
        cause,
      },
    );
  }
  try {
    await last();
  } catch (error) {
    await removeTree(work);
    throw error;
  }
  // A backup that an earlier restore was cut short with gives way: this one says all that there
  // will be.
  await removeTree(restoreFolder(places));
  await HeldFolder.make(places.varDir).closing((held) => {
    renameSync(held.at(path.basename(work)), held.at(restoreWork));
    held.sync();
  });
}

async function endRestore(places: Places): Promise<void> {
  // The archive goes first: without it, what is left is nothing that has to be finished.
  await removeTree(unfinishedBackup(places));
  await removeTree(restoreFolder(places));
  await HeldFolder.within(places.varDir, (held) => held.sync());
}
