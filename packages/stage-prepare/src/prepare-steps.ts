import { guarded, type StageContext, type Step } from '@hare/stage';
import { prepareSession, type PrepareOptions } from './prepare-session.js';
import { devicesUsable } from './steps/devices-usable.js';
import { factsShared } from './steps/facts-shared.js';

/**
 * The devices first: facts of a drive that cannot be used are of no use, also when that turns out
 * only right before they are shared.
 */
export function prepareSteps(context: StageContext<PrepareOptions>): readonly Step[] {
  const session = prepareSession(context);
  const devices = devicesUsable(session);
  return [devices, guarded(factsShared(session), [devices])];
}
