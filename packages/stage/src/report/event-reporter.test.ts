import { HareError } from '@hare/base';
import { expect, test } from 'vitest';
import { emptyMachine, folderStage, stageOf } from '../../tests/empty-machine.js';
import type { StageEvent } from './event-reporter.js';

const eventsOf = (stdout: string): readonly StageEvent[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as StageEvent);

test('--format jsonl prints one object a line as things happen, and the text on stderr', async () => {
  const machine = await emptyMachine();
  const { stdout, stderr, report } = await machine.run(folderStage, ['--format', 'jsonl']);
  const events = eventsOf(stdout);
  expect(events.map(({ event }) => event)).toEqual([
    'stage-begin',
    'step-check',
    'step-begin',
    'step-end',
    'stage-end',
  ]);
  expect(events[0]).toMatchObject({
    stage: 'make_folder',
    command: expect.stringContaining('--format jsonl') as string,
    dryRun: false,
  });
  expect(events.at(-1)).toMatchObject({ report: JSON.parse(JSON.stringify(report)) as object });
  expect(stderr).toContain('ok=0 changed=1');
});

test('what is waited for and warnings are events, what is repeated is one, and secrets are masked in them', async () => {
  const machine = await emptyMachine();
  const waiting = stageOf((context) => [
    {
      id: 'wait',
      title: 'It is there',
      check: () => {
        context.masker.learn('canary-7f3a');
        for (let i = 0; i < 3; i += 1)
          context.progress('waiting for canary-7f3a', new Date(60_000));
        context.log.warn('canary-7f3a is slow');
        return Promise.resolve({
          ok: false,
          error: new HareError('STEP_NOT_EFFECTIVE', 'canary-7f3a is not there'),
        });
      },
    },
  ]);
  const { stdout, exitCode } = await machine.run(waiting, ['--format=jsonl', '-q']);
  const events = eventsOf(stdout);
  expect(events.filter(({ event }) => event === 'progress')).toMatchObject([
    { text: 'waiting for ******', until: '1970-01-01T00:01:00.000Z' },
  ]);
  expect(events.filter(({ event }) => event === 'log')).toMatchObject([
    { level: 'warn', text: '****** is slow' },
  ]);
  expect(exitCode).toBe(1);
  expect(stdout).not.toContain('canary');
});

test('--format json is --json; both are wrong usage, which whoever reads JSON gets as JSON', async () => {
  const machine = await emptyMachine();
  expect(JSON.parse((await machine.run(folderStage, ['--format', 'json'])).stdout)).toMatchObject({
    schema: 'hare.stage-report/1',
  });
  const both = await machine.run(folderStage, ['--json', '--format', 'jsonl']);
  expect(both).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('use one of them') as string,
  });
  expect(eventsOf(both.stdout)).toMatchObject([
    { event: 'stage-begin' },
    { event: 'stage-end', report: { exitCode: 2, error: { code: 'USAGE' } } },
  ]);
});
