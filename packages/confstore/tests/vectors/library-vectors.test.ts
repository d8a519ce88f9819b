import { describe, expect, test } from 'vitest';
import { libraryDifferences } from './library-differences.js';
import { libraryVectorFiles, needsConsul, readLibraryVectors } from './read-vectors.js';
import { runLibraryVector } from './run-library-vector.js';

const vectors = new Map(libraryVectorFiles.map((file) => [file, readLibraryVectors(file)]));

describe.each(libraryVectorFiles)('the recorded cases of %s', (file) => {
  const cases = vectors.get(file) ?? [];
  const [waiting, running] = [
    cases.filter(needsConsul),
    cases.filter((vector) => !needsConsul(vector)),
  ];

  test.each(running.map((vector) => [vector.name, vector] as const))('%s', async (name, vector) => {
    const mismatches = await runLibraryVector(vector);
    const steps = mismatches.map(({ step }) => step);
    expect({ steps, seen: mismatches.map(({ step, what }) => `${step}: ${what}`) }).toEqual({
      steps: libraryDifferences[name]?.steps ?? [],
      seen: expect.anything() as unknown,
    });
  });

  test.skip.each(waiting.map(({ name }) => name))(
    '%s (needs a Consul: it runs with those of the consul backend)',
    () => undefined,
  );
});

test.skip('the recorded cases of consul: they run against a real Consul, with the tests of that backend', () =>
  undefined);

test('every deliberate difference names a recorded case and a reason', () => {
  const names = [...vectors.values()].flatMap((cases) => cases.map(({ name }) => name));
  expect(Object.keys(libraryDifferences).filter((name) => !names.includes(name))).toEqual([]);
  expect(
    Object.values(libraryDifferences).filter(
      ({ reason, steps }) => reason === '' || steps.length === 0,
    ),
  ).toEqual([]);
});
