import { HareError } from '@hare/base';
import { describe, expect, test } from 'vitest';

import { buildReport, maskReport, type ReportParts } from './build-report.js';
import { createMasker } from '@hare/cli/output';
import type { StepOutcome, StepReport } from './stage-report.js';

const parts: ReportParts = {
  stage: 'x',
  dryRun: false,
  started: new Date(0),
  durationMs: 5,
  program: 'hare_setup x',
  argv: ['--config', 'json:///a b'],
  steps: [],
  interruptedBy: undefined,
};
const steps = (...outcomes: readonly StepOutcome[]): readonly StepReport[] =>
  outcomes.map((outcome, index) => ({ id: `s${index}`, title: 't', outcome, durationMs: 0 }));

describe('outcome and exit code of', () => {
  test.each([
    ['no steps', {}, 'unchanged', 0],
    ['steps that hold', { steps: steps('unchanged', 'deferred', 'skipped') }, 'unchanged', 0],
    ['a changed step', { steps: steps('unchanged', 'changed') }, 'changed', 0],
    [
      'a change that was brought back',
      { steps: steps('changed').map((step) => ({ ...step, temporary: true as const })) },
      'unchanged',
      0,
    ],
    ['a dry run', { dryRun: true, steps: steps('would-change') }, 'would-change', 0],
    ['a failed step', { steps: steps('changed', 'failed') }, 'failed', 1],
    ['an error', { error: new HareError('FILE_UNUSABLE', 'x') }, 'failed', 1],
    ['wrong usage', { error: new HareError('USAGE', 'x', { exitCode: 2 }) }, 'failed', 2],
    ['an exception', { error: new TypeError('x') }, 'failed', 1],
    ['Ctrl-C', { interruptedBy: 'SIGINT', steps: steps('changed', 'failed') }, 'interrupted', 130],
    ['TERM', { interruptedBy: 'SIGTERM', error: new Error('aborted') }, 'interrupted', 143],
  ] as const)('%s', (_name, given, outcome, exitCode) => {
    expect(buildReport({ ...parts, ...given })).toMatchObject({
      outcome,
      exitCode,
    });
  });
});

test('after a failure the report names the command that goes on, as it is typed', () => {
  expect(buildReport({ ...parts, steps: steps('failed') }).next).toBe(
    "hare_setup x --config 'json:///a b'",
  );
  expect(buildReport({ ...parts, steps: steps('changed') }).next).toBeUndefined();
  expect(
    buildReport({ ...parts, error: new HareError('USAGE', 'x', { exitCode: 2 }) }).next,
  ).toBeUndefined();
});

test('an exception is a defect, without its stack', () => {
  const { error } = buildReport({ ...parts, error: new TypeError('x is not a function') });
  expect(error).toEqual({
    code: 'DEFECT',
    what: 'defect in this stage: TypeError: x is not a function',
    hint: 'report it with a support bundle: hare_setup support_bundle',
  });
});

test('secrets are masked in every text, ids and outcomes are not', () => {
  const masker = createMasker();
  masker.learn('changed');
  masker.learn('s3cr3t');
  const step: StepReport = {
    id: 'changed',
    title: 's3cr3t',
    outcome: 'changed',
    durationMs: 1,
    diff: '+ token: abc',
    where: { command: ['hctl', 's3cr3t'] },
    findings: ['s3cr3t'],
    figures: { text: 's3cr3t' },
  };
  const report = maskReport(
    buildReport({
      ...parts,
      argv: ['--kv', 'consul://u:s3cr3t@h/'],
      steps: [step, ...steps('failed')],
      error: new HareError('FILE_UNUSABLE', 's3cr3t', {
        problems: [new HareError('DISK_FULL', 's3cr3t')],
      }),
    }),
    masker,
  );
  expect(JSON.stringify(report)).not.toContain('s3cr3t');
  expect(report.steps[0]).toMatchObject({
    id: 'changed',
    outcome: 'changed',
    diff: '+ token: ******',
  });
});
