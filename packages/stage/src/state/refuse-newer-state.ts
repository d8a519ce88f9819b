import { HareError } from '@hare/confstore/error';
import type { StageDefinition } from '../define-stage.js';
import type { Places } from '../places.js';
import { ownRelease } from './own-release.js';
import { stageConfigPath, type StageConfig } from './stage-config.js';

/**
 * A downgrade is refused: a release does not touch what a newer one wrote. What cannot be compared is taken as it is.
 * @throws HareError `STATE_NEWER`
 */
export async function refuseNewerState({ runsDespite = [] }: Pick<StageDefinition, 'runsDespite'>, places: Pick<Places, 'stateDir'>, recorded: Pick<StageConfig, 'release'> | undefined): Promise<void> {
  const release = recorded?.release;
  const own = await ownRelease();
  if (release === undefined || release === own || runsDespite.includes('newer-release')) return;
  const { default: semver } = await import('semver');
  if (semver.valid(release) === null || semver.valid(own) === null || !semver.gt(release, own)) return;
  throw new HareError('STATE_NEWER', `the configuration of this machine was written by release ${release}, this is ${own}: a downgrade is refused`, {
    where: { file: stageConfigPath(places) },
    hint: 'install the newer release again, or bring back a backup that was made before it: hare_setup restore --target URL',
  });
}
