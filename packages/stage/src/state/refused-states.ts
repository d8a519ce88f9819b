import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Given, HareError, once, versionOf } from '@hare/base';
import type { StageDefinition } from '../define-stage.js';
import type { Places } from '../places.js';
import { stageConfigPath, type StageConfig } from './stage-config.js';

/**
 * A downgrade is refused: a release does not touch what a newer one wrote. Versions that cannot be
 * compared are accepted.
 * @throws HareError `STATE_NEWER`
 */
export async function refuseNewerState(
  { runsDespite = [] }: Pick<StageDefinition, 'runsDespite'>,
  places: Pick<Places, 'stateDir'>,
  recorded: Pick<StageConfig, 'release'> | undefined,
): Promise<void> {
  const release = recorded?.release;
  if (
    release === undefined ||
    runsDespite.includes('newer-release') ||
    !(await isNewerRelease(release))
  )
    return;
  throw new HareError(
    'STATE_NEWER',
    `the configuration of this machine was written by release ${release}, which is newer ` +
      `than this one (${await ownRelease()})`,
    {
      where: { file: stageConfigPath(places) },
      hint:
        'install the newer release again, or restore an older backup: hare_setup restore ' +
        '--target URL',
    },
  );
}

/** Whether a release is newer than this one. What cannot be compared is not. */
export async function isNewerRelease(release: string): Promise<boolean> {
  const own = await ownRelease();
  if (release === own) return false;
  const { default: semver } = await import('semver');
  return semver.valid(release) !== null && semver.valid(own) !== null && semver.gt(release, own);
}

/** The release of this package, which writes what stages remember. */
export const ownRelease: Given<string> = once(() => versionOf(import.meta.url));

/** Beginning of the names under which restore keeps its work in varDir. */
export const restoreWork = '.hare-restore';

/** Where a restore that has begun to replace files keeps its backup until it has ended. */
export function restoreFolder({ varDir }: Pick<Places, 'varDir'>): string {
  return path.join(varDir, restoreWork);
}

/** The backup that a restore was cut short with. It is a target for restore like any other. */
export function unfinishedBackup(places: Pick<Places, 'varDir'>): string {
  return path.join(restoreFolder(places), 'archive.tar.gz');
}

/**
 * After a restore that was cut short the files are a mixture: nothing may build on them. @throws
 * HareError `RESTORE_UNFINISHED`
 */
export function refuseUnfinishedRestore(
  { runsDespite = [] }: Pick<StageDefinition, 'runsDespite'>,
  places: Pick<Places, 'varDir'>,
): void {
  const file = unfinishedBackup(places);
  if (runsDespite.includes('unfinished-restore') || !existsSync(file)) return;
  throw new HareError(
    'RESTORE_UNFINISHED',
    'a restore was interrupted: the configuration is partly old and partly new',
    { where: { file }, hint: `complete it: hare_setup restore --target ${file}` },
  );
}
