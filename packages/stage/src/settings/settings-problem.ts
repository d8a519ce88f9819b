import { HareError, type Where, nearestHint } from '@hare/base';
import type { Problem } from '@hare/base/schema';
import { settingKeys } from './setting-keys.js';

/**
 * One finding of the schema as an error with its place; unknown keys get the nearest known one as
 * hint.
 */
export function settingsProblem(
  { atName, path, what }: Problem,
  whereOf: (path: readonly string[]) => Where,
): HareError {
  const names = path.map(String);
  const where = whereOf(names);
  const name = names.join('.');
  if (atName === true)
    return new HareError('SETTINGS_UNKNOWN_KEY', `there is no setting ${name}`, {
      where,
      hint: nearestHint(name, Object.keys(settingKeys)),
    });
  return new HareError('SETTINGS_WRONG_VALUE', path.length === 0 ? what : `setting ${what}`, {
    where,
    hint: 'correct it, or take the line out: every setting has a default',
  });
}
