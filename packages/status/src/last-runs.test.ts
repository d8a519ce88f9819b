import type { JournalEntry } from '@hare/stage';
import { expect, test } from 'vitest';
import { lastRuns } from './last-runs.js';

const record = (
  run: string,
  stage: string,
  event: JournalEntry['event'],
  more: Partial<JournalEntry> = {},
): JournalEntry => ({
  version: 1,
  run,
  stage,
  event,
  time: `2026-01-0${run}T00:00:00.000Z`,
  host: 'h',
  pid: Number(run),
  ...more,
});

test('the last run of each stage counts, and one without an end was killed unless its process lives', () => {
  const runs = lastRuns(
    [
      record('1', 'config', 'started'),
      record('1', 'config', 'ended', {
        outcome: 'failed',
        exitCode: 1,
        failed: [{ step: 'cdf', reason: 'broken' }],
      }),
      record('2', 'config', 'started'),
      record('2', 'config', 'ended', {
        outcome: 'changed',
        exitCode: 0,
        durationMs: 5,
        changed: ['cdf'],
      }),
      record('3', 'init', 'started'),
      record('4', 'test', 'started'),
    ],
    (pid) => pid === 4,
  );
  expect(runs.get('config')).toMatchObject({
    state: 'ended',
    outcome: 'changed',
    changed: ['cdf'],
    failed: [],
  });
  expect(runs.get('init')).toMatchObject({ state: 'killed', time: '2026-01-03T00:00:00.000Z' });
  expect(runs.get('test')).toMatchObject({ state: 'running', pid: 4 });
  expect(runs.has('reset')).toBe(false);
});

test('a run that only has the record of its end began its duration earlier', () => {
  const runs = lastRuns(
    [record('5', 'post_install', 'ended', { outcome: 'unchanged', exitCode: 0, durationMs: 1000 })],
    () => false,
  );
  expect(runs.get('post_install')).toMatchObject({
    state: 'ended',
    outcome: 'unchanged',
    time: '2026-01-04T23:59:59.000Z',
  });
});

test('a start that was refused replaces no result, and is named beside it', () => {
  const error = { code: 'STAGE_LOCKED', what: 'another stage is running' };
  const refused = { outcome: 'failed', exitCode: 1, steps: [], error } as const;
  const runs = lastRuns(
    [
      record('1', 'init', 'ended', { outcome: 'changed', exitCode: 0 }),
      record('2', 'init', 'ended', refused),
      record('3', 'test', 'ended', refused),
    ],
    () => false,
  );
  expect(runs.get('init')).toMatchObject({
    outcome: 'changed',
    refused: { time: '2026-01-02T00:00:00.000Z', reason: 'another stage is running' },
  });
  expect(runs.get('test')).toMatchObject({
    outcome: 'failed',
    failed: ['another stage is running'],
  });
});
