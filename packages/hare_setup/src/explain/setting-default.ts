import { formatDuration } from '@hare/cli';
import { defaultSettings, type SettingKey, settingKeys } from '@hare/stage';

/**
 * What applies if a setting is not given: its default as text, or a sentence about what happens
 * then.
 */
export function settingDefault(key: SettingKey): {
  readonly kind: 'value' | 'words';
  readonly text: string;
} {
  const value = key
    .split('.')
    .reduce<unknown>(
      (group, name) => (group as Readonly<Record<string, unknown>>)[name],
      defaultSettings,
    ) as string | number | boolean | readonly string[] | undefined;
  if (value === undefined || (typeof value === 'object' && value.length === 0))
    return { kind: 'words', text: settingKeys[key].unset ?? 'none' };
  if (typeof value === 'object') return { kind: 'value', text: value.join(' ') };
  if (key.startsWith('timeouts.')) return { kind: 'words', text: formatDuration(Number(value)) };
  if (key === 'log.maxBytes') return { kind: 'words', text: `${Number(value) / 1024 ** 2} MiB` };
  return { kind: 'value', text: String(value) };
}
