import { HareError } from '@hare/base';
import { schemaFaults } from '@hare/sandbox';
import { expect, test } from 'vitest';
import { buildReport } from './build-report.js';
import { createMasker } from './masker.js';
import { reportSchema } from './report-schema.js';
import type { StageReport, StepReport } from './stage-report.js';

const step: Required<StepReport> = {
  id: 'a',
  title: 'A',
  outcome: 'failed',
  durationMs: 1,
  temporary: true,
  note: 'n',
  reason: 'r',
  code: 'STEP_NOT_EFFECTIVE',
  where: { file: 'f', line: 1, column: 2, url: 'u', key: 'k', command: ['c'], exitCode: 1 },
  hint: 'h',
  diff: 'd',
  findings: ['f'],
  warnings: ['w'],
  figures: { ms: 1, text: 't' },
};
const full: StageReport = buildReport(
  {
    stage: 'x',
    dryRun: false,
    started: new Date(),
    durationMs: 3,
    program: 'p',
    argv: [],
    steps: [step],
    interruptedBy: undefined,
    error: new HareError('FILE_UNUSABLE', 'e', {
      hint: 'h',
      where: { file: 'f' },
      problems: [new HareError('DISK_FULL', 'p')],
    }),
    skipped: 's',
    log: '/log',
  },
  createMasker(),
);
const faults = (report: unknown): readonly string[] =>
  schemaFaults(reportSchema(), JSON.parse(JSON.stringify(report)));

test('the published schema accepts a report with everything in it', () => {
  expect(faults(full)).toEqual([]);
});

test.each([
  ['an unknown field', { ...full, surprise: 1 }],
  ['another version', { ...full, schema: 'hare.stage-report/2' }],
  ['an unknown outcome', { ...full, outcome: 'fine' }],
  ['a step with an unknown field', { ...full, steps: [{ ...step, surprise: 1 }] }],
  [
    'a problem without a code',
    { ...full, error: { code: 'FILE_UNUSABLE', what: 'e', problems: [{ what: 'p' }] } },
  ],
])('it refuses %s', (_name, report) => {
  expect(faults(report)).not.toEqual([]);
});

test('its required fields are those that every report has', () => {
  const least = buildReport(
    {
      stage: 'x',
      dryRun: true,
      started: new Date(),
      durationMs: 0,
      program: 'p',
      argv: [],
      steps: [],
      interruptedBy: undefined,
    },
    createMasker(),
  );
  expect(Object.keys(least).sort()).toEqual(
    [...(reportSchema()['required'] as readonly string[])].sort(),
  );
});
