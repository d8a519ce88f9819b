import { expect, test } from 'vitest';
import { commandDifferences } from './command-differences.js';
import { commandNeedsConsul, readCommandVectors } from './read-vectors.js';
import { runCommandVector } from './run-command-vector.js';

const vectors = readCommandVectors();
const [waiting, running] = [
  vectors.filter(commandNeedsConsul),
  vectors.filter((vector) => !commandNeedsConsul(vector)),
];

test.each(running.map((vector) => [vector.name, vector] as const))(
  'the recorded call %s',
  async (name, vector) => {
    const mismatches = await runCommandVector(vector);
    const steps = mismatches.map(({ step }) => step);
    expect({ steps, seen: mismatches.map(({ step, what }) => `${step}: ${what}`) }).toEqual({
      steps: commandDifferences[name]?.steps ?? [],
      seen: expect.anything() as unknown,
    });
  },
);

test.skip.each(waiting.map(({ name }) => name))(
  '%s (needs a Consul: it runs with the tests of that backend)',
  () => undefined,
);

test('every deliberate difference names a recorded call and a reason', () => {
  const names = vectors.map(({ name }) => name);
  expect(
    Object.entries(commandDifferences).filter(
      ([name, { reason, steps }]) => !names.includes(name) || reason === '' || steps.length === 0,
    ),
  ).toEqual([]);
});
