import { readFile } from 'node:fs/promises';
import { HareError } from '@hare/base';
import { settingsIn, type StageContext } from '@hare/stage';

const placeSettings = ['varDir', 'stateDir', 'logDir', 'prefix'] as const;

/**
 * What a settings file of a backup would change here, a line for each setting. The places of this
 * machine are not among what a backup may change.
 * @throws HareError `RESTORE_SETTINGS_PLACES`, `SETTINGS_INVALID`, `SETTINGS_SYNTAX`
 */
export async function settingsChanges(
  place: string,
  bytes: Buffer,
  { settings }: Pick<StageContext, 'settings'>,
): Promise<readonly string[]> {
  const wanted = await settingsIn(place, bytes.toString('utf8'));
  for (const key of placeSettings) {
    const value = wanted.get(key);
    if (value !== undefined && value !== JSON.stringify(settings[key])) {
      throw new HareError(
        'RESTORE_SETTINGS_PLACES',
        `the settings in the backup move ${key} to ${value}; on this machine it is ` +
          settings[key],
        {
          where: { file: place },
          hint: `if this is right, set ${key} in ${place} yourself, then retry; nothing was changed`,
        },
      );
    }
  }
  const now = await present(place);
  const keys = [...new Set([...now.keys(), ...wanted.keys()])].sort();
  return keys
    .filter((key) => now.get(key) !== wanted.get(key))
    .map((key) => `${key}: ${now.get(key) ?? 'not set'} -> ${wanted.get(key) ?? 'not set'}`);
}

async function present(place: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(place, 'utf8').catch(() => undefined);
  if (text === undefined) return new Map();
  return settingsIn(place, text).catch(() => new Map<string, string>());
}
