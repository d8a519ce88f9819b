import { HareError } from '@hare/base';
import { expect, test } from 'vitest';
import type { Step, Verdict } from '../step.js';
import { agreedSteps } from './agreed-steps.js';
import type { Judgement } from './judge-step.js';

const step = (title: string): Step => ({
  id: title,
  title,
  check: () => Promise.resolve({ ok: true }),
});
const fails = (more: object): Judgement => ({
  kind: 'verdict',
  verdict: {
    ok: false,
    refuse: true,
    error: new HareError('CONFIRMATION_NEEDED', 'no'),
    ...more,
  } as Verdict,
});
const wipes = step('Wipe');
const asks = fails({ question: 'Wipe?', findings: ['/dev/sdb'] });
const asking = (answer: boolean, name?: string) => {
  const asked: string[] = [];
  return {
    asked,
    runner: {
      dryRun: false,
      interrupted: () => (asked.length > 0 ? name : undefined),
      ask: (question: string, about: readonly string[]) => {
        asked.push(`${about.join()} ${question}`);
        return Promise.resolve(answer);
      },
    },
  };
};

test('a yes makes the step hold, and is told as agreed', async () => {
  const judgements = new Map([[wipes, asks]]);
  const { asked, runner } = asking(true);
  expect([...(await agreedSteps(judgements, runner))]).toEqual([wipes]);
  expect(asked).toEqual(['/dev/sdb Wipe?']);
  expect(judgements.get(wipes)).toMatchObject({ verdict: { ok: true } });
});

test('anything else is a failure that says so', async () => {
  const judgements = new Map([[wipes, asks]]);
  expect((await agreedSteps(judgements, asking(false).runner)).size).toBe(0);
  expect(judgements.get(wipes)).toMatchObject({
    kind: 'error',
    error: { code: 'CONFIRMATION_NEEDED', message: 'you did not agree; nothing was changed' },
  });
});

test('an interruption at the question is no answer: the step was not judged', async () => {
  const judgements = new Map([[wipes, asks]]);
  await agreedSteps(judgements, asking(false, 'SIGINT').runner);
  expect(judgements.has(wipes)).toBe(false);
});

test('nobody is asked when something else refuses, in a dry run, or where nobody is', async () => {
  const other = step('Check the devices');
  const { asked, runner } = asking(true);
  const judgements = new Map([
    [wipes, asks],
    [other, fails({})],
  ]);
  await agreedSteps(judgements, runner);
  expect(judgements.get(wipes)).toEqual({
    kind: 'pending',
    because: 'not asked because "Check the devices" failed',
  });
  for (const each of [
    { ...runner, dryRun: true },
    { ...runner, ask: undefined },
  ]) {
    const alone = new Map([[wipes, asks]]);
    await agreedSteps(alone, each);
    expect(alone.get(wipes)).toBe(asks);
  }
  expect(asked).toEqual([]);
});
