import { environmentName, settingKeys, type SettingKey } from '@hare/stage';
import type { SettingExplanation } from './explanation.js';
import { settingDefault } from './setting-default.js';

export const settingNames = Object.keys(settingKeys) as readonly SettingKey[];

/**
 * A setting by its name, its variable, or the end of its name: `timeouts.status`,
 * `HARE_TIMEOUTS_STATUS`, `dbpath`.
 */
export function explainSettings(topic: string): readonly SettingExplanation[] {
  const wanted = topic.toLowerCase();
  return settingNames
    .filter(
      (key) =>
        key.toLowerCase() === wanted ||
        environmentName(key).toLowerCase() === wanted ||
        key.toLowerCase().endsWith(`.${wanted}`),
    )
    .map((key) => ({
      kind: 'setting',
      topic: key,
      about: settingKeys[key].about,
      environment: environmentName(key),
      type: key.startsWith('timeouts.') ? 'time' : settingKeys[key].kind,
      default: settingDefault(key).text,
    }));
}
