import { distance } from 'fastest-levenshtein';
import { environmentName, settingKeys } from './setting-keys.js';

/** A warning for each variable that is nearly a setting's: `HARE_HCLT`. Others that begin with `HARE_` are not ours to judge. */
export function misspeltVariables(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const known = Object.keys(settingKeys).map(environmentName);
  return Object.keys(env)
    .filter((name) => name.startsWith('HARE_') && !known.includes(name))
    .flatMap((name) => {
      const near = known.find((other) => distance(name, other) <= 2);
      return near === undefined ? [] : [`the environment variable ${name} is no setting; did you mean ${near}?`];
    });
}
