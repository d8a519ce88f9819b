import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseDuration } from '@hare/cli';
import { defaultSettings } from '../settings.js';
import { parseSize } from '@hare/cli';
import { environmentName, settingKeys, type SettingKey } from './setting-keys.js';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const rows = [...readme.matchAll(/^\| `([\w.]+)` \| `(HARE_\w+)` \|(.*?)\| (.*?) \|$/gm)].map(
  ([, key = '', variable = '', text = '', about = '']) => ({
    key,
    variable,
    text: text.trim(),
    about,
  }),
);

test('the README lists every setting with its variable, in the order of the schema', () => {
  expect(rows.map(({ key, variable }) => ({ key, variable }))).toEqual(
    Object.keys(settingKeys).map((key) => ({ key, variable: environmentName(key) })),
  );
});

test.each(rows)(
  'the default and the meaning of $key are what the README says',
  ({ key, text, about }) => {
    const meaning = settingKeys[key as SettingKey];
    expect(about).toBe(meaning.about);
    const value = key
      .split('.')
      .reduce<unknown>(
        (group, name) => (group as Readonly<Record<string, unknown>>)[name],
        defaultSettings,
      );
    const written = /^`([^`]*)`$/.exec(text)?.[1];
    if (value === undefined || (Array.isArray(value) && value.length === 0))
      expect(text).toBe(meaning.unset ?? '');
    else if (Array.isArray(value)) expect(written).toBe(value.join(' '));
    else if (key.startsWith('timeouts.')) expect(parseDuration(written ?? '')).toBe(value);
    else if (key === 'log.maxBytes') expect(parseSize(written ?? '')).toBe(value);
    else expect(written).toBe(String(value as string | number | boolean));
  },
);
