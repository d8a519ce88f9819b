import { nearestNames } from '@hare/base';
import { environmentName, type Setting, type SettingKey, settingKeys } from './setting-keys.js';

/** A setting from an environment variable, not yet validated. */
export interface EnvironmentSetting {
  readonly key: SettingKey;
  readonly variable: string;
  readonly value: unknown;
}

/** The settings among the environment's variables; empty ones count as not set. */
export function environmentSettings(
  env: Readonly<Record<string, string | undefined>>,
): readonly EnvironmentSetting[] {
  return (Object.keys(settingKeys) as SettingKey[]).flatMap((key) => {
    const variable = environmentName(key);
    const text = env[variable];
    return text === undefined || text === ''
      ? []
      : [{ key, variable, value: readText(text, settingKeys[key].kind) }];
  });
}

/** Text that does not fit stays text, so that the schema names it. */
function readText(text: string, kind: Setting['kind']): unknown {
  switch (kind) {
    case 'list':
      return text.split(/[\s,]+/).filter((part) => part !== '');
    case 'switch':
      return /^(1|true|yes|on)$/i.test(text)
        ? true
        : /^(0|false|no|off)$/i.test(text)
          ? false
          : text;
    case 'number':
      return /^\d+$/.test(text) ? Number(text) : text;
    case 'text':
      return text;
  }
}

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
        : [`unknown environment variable ${name}; did you mean HARE_${near}?`];
    });
}

/** What all have in common makes none nearer. */
function withoutPrefix(name: string): string {
  return name.slice('HARE_'.length);
}
