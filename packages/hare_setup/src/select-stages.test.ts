import { expect, test } from 'vitest';
import { selectStages } from './select-stages.js';

const known = ['post_install', 'config', 'init', 'test', 'reset'];

test('a run is post_install to test, without the stages that there are not', () => {
  expect(selectStages(known, {})).toEqual(['post_install', 'config', 'init', 'test']);
});

test.each([
  [{ from: 'config' }, ['config', 'init', 'test']],
  [{ to: 'config' }, ['post_install', 'config']],
  [{ from: 'post-install', skip: 'init, test' }, ['post_install', 'config']],
])('%j selects %j', (selection, expected) => {
  expect(selectStages(known, selection)).toEqual(expected);
});

test.each([
  [{ from: 'reset' }, '--from reset is not a stage of a run'],
  [{ from: 'test', to: 'config' }, '--from test comes after --to config'],
  [{ skip: 'nonsense' }, '--skip nonsense is not a stage of a run'],
  [{ from: 'init', to: 'init', skip: 'init' }, 'no stage to run'],
])('%j is wrong usage', (selection, what) => {
  expect(() => selectStages(known, selection)).toThrow(
    expect.objectContaining({ message: what, exitCode: 2 }) as Error,
  );
});
