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

describe('what to type next: never what has just failed', () => {
  const failed = steps('unchanged', 'failed').map((step) => ({
    ...step,
    code: 'FILE_UNUSABLE' as const,
  }));
  const error = new HareError('DISK_FULL', 'x');
  test.each([
    ['a failed step', { steps: failed }, 'hare_setup explain FILE_UNUSABLE'],
    ['an error', { error }, 'hare_setup explain DISK_FULL'],
    [
      'an interruption',
      { argv: ['--mkfs=always', '--yes', '--root', '/a b'], interruptedBy: 'SIGINT' },
      "hare_setup status --root '/a b'",
    ],
    ['success', { steps: steps('changed') }, undefined],
    ['wrong usage', { error: new HareError('USAGE', 'x', { exitCode: 2 }) }, undefined],
    ['a defect, whose hint says it', { error: new TypeError('x') }, undefined],
    ['a stage without hare_setup', { error, program: 'hare-stage-x' }, undefined],
  ] as const)('after %s', (_name, given, next) => {
    expect(buildReport({ ...parts, ...given }).next).toBe(next);
  });
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
