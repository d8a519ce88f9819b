import { HareError } from '@hare/base';
import { expect, test } from 'vitest';
import { openRound } from '../seen.js';
import { checkSteps } from './check-steps.js';
import { judgeStep } from './judge-step.js';

const context = {
  interrupted: () => undefined,
  checking: () => undefined,
  defect: () => undefined,
} as unknown as Parameters<typeof checkSteps>[1];

test('an error that several steps share is told by the first of them only', async () => {
  const shared = new HareError('CONFSTORE_INVALID', 'broken');
  const failing = (
    id: string,
    error: HareError,
  ): { id: string; title: string; check: () => Promise<never> } => ({
    id,
    title: id,
    check: () => Promise.reject(error),
  });
  const steps = [
    failing('cdf', shared),
    failing('configuration', shared),
    failing('other', new HareError('NOT_PERMITTED', 'else')),
  ];
  const judgements = await checkSteps(steps, context, (step) => judgeStep(step, openRound()));
  expect(steps.map((step) => judgements.get(step))).toMatchObject([
    { kind: 'error' },
    { kind: 'pending', because: expect.stringMatching(/^needs ".*", which failed$/) as string },
    { kind: 'error' },
  ]);
});
