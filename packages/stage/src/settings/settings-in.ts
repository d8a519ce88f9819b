import { HareError, maskUrl } from '@hare/base';
import { readData } from '@hare/base/schema';
import { flat } from './setting-keys.js';
import { parseSettingsText } from './parse-settings-text.js';

/**
 * The settings in a file's text, each with its value as JSON, passwords in URLs masked: to show
 * what a file says before it counts. @throws HareError `SETTINGS_SYNTAX`, `SETTINGS_INVALID`
 */
export async function settingsIn(file: string, text: string): Promise<ReadonlyMap<string, string>> {
  let data: unknown;
  try {
    ({ data } = await parseSettingsText(file, text));
  } catch (cause) {
    if (cause instanceof HareError) throw cause;
    throw new HareError(
      'SETTINGS_SYNTAX',
      `these settings cannot be read: ${(cause as Error).message}`,
      { where: { file }, cause },
    );
  }
  const { settingsSchema } = await import('./settings-schema.js');
  const reading = readData(settingsSchema, data ?? {});
  if (!reading.ok)
    throw new HareError(
      'SETTINGS_INVALID',
      `these settings are wrong: ${reading.problems[0].what}`,
      { where: { file } },
    );
  return new Map(
    Object.entries(flat(data ?? {})).map(([key, value]) => [key, maskUrl(JSON.stringify(value))]),
  );
}
