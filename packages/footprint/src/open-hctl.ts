import { HareError } from '@hare/base';
import type { Hctl } from '@hare/hctl';
import type { StageContext } from '@hare/stage';

/** What of a stage's context the hctl command needs. */
export type HctlPlaces = Pick<
  StageContext,
  'settings' | 'places' | 'env' | 'run' | 'progress' | 'sleep' | 'timeoutMs' | 'masker'
>;

/**
 * The hctl command of this machine; undefined where Hare is not installed. @throws HareError
 * `HCTL_NOT_FOUND` when the one that the settings name is missing
 */
export async function openHctl(context: HctlPlaces): Promise<Hctl | undefined> {
  const { createHctl, findHctl } = await import('@hare/hctl');
  const { settings, places, env, run, progress, sleep, timeoutMs, masker } = context;
  try {
    const binary = findHctl({
      setting: settings.hctl,
      path: env['PATH'],
      prefix: places.prefix,
    });
    const { status, bootstrap, shutdown } = settings.timeouts;
    return createHctl({
      run,
      binary,
      timeouts: { status, bootstrap, shutdown: timeoutMs ?? shutdown },
      progress: (text) => progress(text),
      sleep,
      mask: (text) => masker.text(text),
    });
  } catch (error) {
    if (
      error instanceof HareError &&
      error.code === 'HCTL_NOT_FOUND' &&
      settings.hctl === undefined
    )
      return undefined;
    throw error;
  }
}
