import type { StageReport, StepReport } from '@hare/stage';
import type { StageForecast } from '@hare/stage/forecast';
import { expect, test } from 'vitest';
import { stageFindings } from './stage-findings.js';

const step = (id: string, more: Partial<StepReport>): StepReport => ({
  id,
  title: `${id} is so`,
  outcome: 'unchanged',
  durationMs: 1,
  ...more,
});
const counts = { ok: 0, changed: 0, wouldChange: 0, deferred: 0, skipped: 0, failed: 0 };
const forecast = (
  stage: string,
  more: Partial<StageReport>,
  warnings: readonly string[] = [],
): StageForecast => ({
  report: {
    schema: 'hare.stage-report/1',
    stage,
    outcome: 'unchanged',
    exitCode: 0,
    dryRun: true,
    started: '2026-01-01T00:00:00.000Z',
    durationMs: 1,
    host: 'h',
    steps: [],
    counts,
    ...more,
  },
  effects: [],
  warnings,
});
const failing = (stage: string, more: Partial<StepReport>): StageForecast =>
  forecast(stage, {
    exitCode: 1,
    outcome: 'failed',
    steps: [step('hctl', { outcome: 'failed', ...more })],
  });
const found = (...forecasts: readonly StageForecast[]): ReturnType<typeof stageFindings> =>
  stageFindings(forecasts, (stage) => stage !== 'cleanup');

test('what keeps a stage of a run from its work is a problem, of another stage a warning; each with a hint, also where the step has none', () => {
  const reason = {
    reason: 'hctl not found',
    code: 'HCTL_NOT_FOUND',
    hint: 'install cortx-hare',
  } as const;
  expect(
    found(failing('init', reason), failing('cleanup', { reason: 'a mount is in the way' })),
  ).toEqual([
    {
      check: 'stages',
      subject: 'init',
      outcome: 'problem',
      text: 'hctl not found',
      code: 'HCTL_NOT_FOUND',
      hint: 'install cortx-hare',
    },
    {
      check: 'stages',
      subject: 'cleanup',
      outcome: 'warning',
      text: 'a mount is in the way',
      hint: 'see step hctl in detail: hare_setup cleanup --dry-run -v',
    },
  ]);
});

test('what several stages say alike is told once, by the first', () => {
  expect(
    found(failing('init', { reason: 'same' }), failing('test', { reason: 'same' })).map(
      ({ subject }) => subject,
    ),
  ).toEqual(['init']);
  expect(
    found(forecast('config', {}, ['w']), forecast('init', {}, ['w'])).filter(
      ({ outcome }) => outcome === 'warning',
    ),
  ).toHaveLength(1);
});

test('a stage that would do its work is one line: whether anything is to be done, and its checks with -v', () => {
  const change = forecast('config', {
    outcome: 'would-change',
    counts: { ...counts, ok: 1, wouldChange: 2 },
    steps: [
      step('cdf', { outcome: 'would-change', reason: 'is missing\nand more' }),
      step('kv', { note: 'nothing to do' }),
    ],
  });
  expect(found(change, forecast('test', { counts: { ...counts, ok: 3 } }))).toEqual([
    {
      check: 'stages',
      subject: 'config',
      outcome: 'change',
      text: '1 passed, 2 changes pending',
      details: [
        'cdf: cdf is so: would-change: is missing',
        'kv: kv is so: unchanged (nothing to do)',
      ],
    },
    { check: 'stages', subject: 'test', outcome: 'ok', text: '3 passed', details: [] },
  ]);
  expect(
    found(forecast('cleanup', { outcome: 'would-change', counts: { ...counts, wouldChange: 1 } })),
  ).toMatchObject([{ outcome: 'ok', text: '0 passed, 1 change pending' }]);
});

test('a stage that cannot be asked without its options is skipped', () => {
  const usage = forecast('backup', {
    exitCode: 2,
    outcome: 'failed',
    error: { code: 'USAGE', what: 'no target is named', hint: '--target DIR' },
  });
  expect(found(usage)).toEqual([
    {
      check: 'stages',
      subject: 'backup',
      outcome: 'skipped',
      text: 'not checked, because it needs options: no target is named',
      hint: '--target DIR',
    },
  ]);
});
