import { expect, test } from 'vitest';
import { parseTestSettings } from './test-settings.js';

test('without keys the settings are the defaults', () => {
  expect(parseTestSettings(new Map(), '')).toEqual({
    status_repeats: 10,
    kv_operations: 100,
    kv_concurrency: 16,
    kv_value_bytes: 256,
    unknown_devices: 'warning',
  });
});

test('numbers may come as text', () => {
  expect(
    parseTestSettings(
      new Map<string, unknown>([
        ['status_repeats', '3'],
        ['max_status_ms', 1.5],
      ]),
      '',
    ),
  ).toMatchObject({ status_repeats: 3, max_status_ms: 1.5 });
});

test('every unknown name and wrong value is told at once, with its key and the nearest name', () => {
  const values = new Map<string, unknown>([
    ['status_repeat', 3],
    ['kv_operations', 0],
    ['unknown_devices', 'ignore'],
  ]);
  expect(() => parseTestSettings(values, 'json:///p.json')).toThrow(
    expect.objectContaining({
      code: 'TEST_PARAM_INVALID',
      problems: [
        expect.objectContaining({
          code: 'TEST_PARAM_UNKNOWN',
          where: { url: 'json:///p.json', key: 'hare>test>status_repeat' },
          hint: expect.stringContaining('did you mean status_repeats?') as string,
        }),
        expect.objectContaining({
          code: 'TEST_PARAM_WRONG',
          where: { url: 'json:///p.json', key: 'hare>test>kv_operations' },
        }),
        expect.objectContaining({
          code: 'TEST_PARAM_WRONG',
          where: { url: 'json:///p.json', key: 'hare>test>unknown_devices' },
        }),
      ] as unknown[],
    }),
  );
});
