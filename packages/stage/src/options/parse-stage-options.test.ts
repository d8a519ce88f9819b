import { expect, test } from 'vitest';
import { localPath } from '@hare/cli';
import { parseStageOptions } from './parse-stage-options.js';

const stage = {
  name: 'x',
  summary: '',
  description: '',
  changes: false,
  examples: [],
  operands: ['id', 'dir'],
  options: {
    logs: { flag: '--logs', yesOrNo: true, description: '' },
    id: { flag: '--id', value: 'ID', description: '' },
    dir: { flag: '--dir', value: 'DIR', description: '' },
  },
} as const;

test.each([
  [['--logs'], true],
  [['--logs', 'False'], false],
  [['--logs', 'T'], true],
  [['--logs', '0'], false],
  [['--logs=no'], false],
  [['--logs', '--node', 'x'], true],
])('a switch may be turned by the word behind it: %j', (argv, logs) => {
  expect(parseStageOptions(stage, argv).own['logs']).toBe(logs);
});

test('words without a flag are values of the options that a stage names for them', () => {
  expect(parseStageOptions(stage, ['--logs', 'a', '/b']).own).toEqual({
    logs: true,
    id: 'a',
    dir: '/b',
  });
  expect(() => parseStageOptions(stage, ['a', '--id', 'b'])).toThrow('--id occurs twice');
  expect(() => parseStageOptions(stage, ['--logs', 'flase'])).toThrow('--logs cannot be "flase"');
});

test.each([
  ['/var/x', '/var/x'],
  ['file:///var/a%20b', '/var/a b'],
  ['file:/var/x', '/var/x'],
])('%s is the place %s', (given, place) => {
  expect(localPath(given, '-t')).toBe(place);
});

test('a place whose name no file can have is wrong usage', () => {
  for (const given of ['file:///var/%00', 'file:/var/%00x'])
    expect(() => localPath(given, '-t')).toThrow(
      expect.objectContaining({ code: 'USAGE', exitCode: 2 }),
    );
});
