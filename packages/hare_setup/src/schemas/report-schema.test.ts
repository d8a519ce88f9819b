import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HareError } from '@hare/base';
import { schemaFaults } from '@hare/sandbox';
import { afterAll, expect, test } from 'vitest';
import { eventSchema } from './event-schema.js';
import { reportSchema } from './report-schema.js';
import type { StageReport, StepReport } from '@hare/stage';
import { defineStage } from '@hare/stage/define';
import { runStageInProcess } from '@hare/stage/testing';

/** A machine that has nothing, not even a folder for logs. */
const root = mkdtempSync(path.join(tmpdir(), 'hare-schema-'));
afterAll(() => rmSync(root, { recursive: true }));

const nothing = defineStage({
  name: 'nothing',
  summary: 'Waits, warns, fails',
  description: 'Waits, warns, fails.',
  changes: false,
  options: {},
  examples: [],
  steps: ({ progress, log, dryRun }) => [
    {
      id: 'wait',
      title: 'Wait',
      check: () => {
        progress('waiting', new Date(60_000));
        log.warn('slow');
        return Promise.resolve(
          dryRun ? { ok: true } : { ok: false, error: new HareError('STEP_NOT_EFFECTIVE', 'no') },
        );
      },
    },
  ],
});

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
  changes: ['added node n'],
  findings: ['f'],
  warnings: ['w'],
  figures: { ms: 1, text: 't' },
};
const full: Required<StageReport> = {
  schema: 'hare.stage-report/1',
  stage: 'x',
  outcome: 'failed',
  exitCode: 1,
  dryRun: false,
  started: new Date().toISOString(),
  durationMs: 3,
  host: 'h',
  steps: [step],
  counts: { ok: 0, changed: 0, wouldChange: 0, deferred: 0, skipped: 0, failed: 1 },
  error: new HareError('FILE_UNUSABLE', 'e', {
    hint: 'h',
    where: { file: 'f' },
    problems: [new HareError('DISK_FULL', 'p')],
  }).toJSON(),
  interruptedBy: 'SIGINT',
  skipped: 's',
  log: '/log',
  next: 'p',
};
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

test('its required fields are those that every report has', async () => {
  const { report } = await runStageInProcess(nothing, { argv: ['--root', root, '--dry-run'] });
  expect(faults(report)).toEqual([]);
  expect(Object.keys(report).sort()).toEqual(
    [...(reportSchema()['required'] as readonly string[])].sort(),
  );
});

test.each([[[]], [['--json', '--format', 'text']], [['--services', 'motr']]])(
  'every line that --format jsonl prints is as the schema of events says, with %j',
  async (argv) => {
    const { stdout } = await runStageInProcess(nothing, {
      argv: ['--root', root, '--format', 'jsonl', ...argv],
    });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => schemaFaults(eventSchema(), JSON.parse(line)))).toEqual(
      lines.map(() => []),
    );
  },
);
