import { nearestNames } from '@hare/base';
import { environmentName, settingKeys } from './setting-keys.js';

/**
 * A warning for each variable that is nearly a setting's: `HARE_HCLT`. Others that begin with
 * `HARE_` are not ours to judge.
 */
export function misspeltVariables(
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const known = Object.keys(settingKeys).map(environmentName);
  return Object.keys(env)
    .filter((name) => name.startsWith('HARE_') && !known.includes(name))
    .flatMap((name) => {
      const bare = withoutPrefix(name);
      const near = nearestNames(bare, known.map(withoutPrefix)).find(
        (other) => !other.startsWith(bare),
      ); // HARE_CONSUL is whole, no HARE_CONSUL_BINARY cut short
      return near === undefined
        ? []
        : [`the environment variable ${name} is no setting; did you mean HARE_${near}?`];
    });
}

/** What all have in common makes none nearer. */
function withoutPrefix(name: string): string {
  return name.slice('HARE_'.length);
}
