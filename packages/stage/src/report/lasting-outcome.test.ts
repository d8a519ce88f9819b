import { expect, test } from 'vitest';
import { countSteps, lastingOutcome } from './build-report.js';
import { createColors } from '@hare/cli/output';
import type { StepReport } from './stage-report.js';
import { stepText } from './step-text.js';

const step = (outcome: StepReport['outcome'], temporary = true): StepReport => ({
  id: 'a',
  title: 'A',
  durationMs: 1,
  outcome,
  ...(temporary ? { temporary: true as const } : {}),
});

test.each([
  ['changed', 'unchanged'],
  ['would-change', 'unchanged'],
  ['failed', 'failed'],
  ['skipped', 'skipped'],
] as const)('a temporary step that is %s counts as %s', (outcome, counted) => {
  expect(lastingOutcome(step(outcome))).toBe(counted);
  expect(lastingOutcome(step(outcome, false))).toBe(outcome);
});

test('what was brought back is neither counted nor printed as a change', () => {
  expect(countSteps([step('changed'), step('changed', false), step('failed')])).toMatchObject({
    ok: 1,
    changed: 1,
    failed: 1,
  });
  const plain = createColors({}, {}, 'never');
  expect(stepText(step('changed'), plain)).toMatch(/^temporary {4,}A/);
  expect(stepText(step('changed', false), plain)).toMatch(/^changed {2,}A/);
});
