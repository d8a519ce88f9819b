import { environmentName, type SettingKey, settingKeys } from './setting-keys.js';

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
      : [{ key, variable, value: readText(text, settingKeys[key]) }];
  });
}

/** Text that does not fit stays text, so that the schema names it. */
function readText(text: string, kind: 'text' | 'list' | 'switch' | 'number'): unknown {
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
