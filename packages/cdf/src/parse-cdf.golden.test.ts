import { describe, expect, test } from 'vitest';
import { goldenCases, goldenText } from '../tests/support/golden.js';
import { formatCdf } from './write-yaml.js';
import { isError } from './problem.js';
import { readCdf } from './read-cdf.js';

/** Hare made configurations of these, which could not have worked. */
const refusedByUs: Readonly<Record<string, readonly string[]>> = {
  '37-not-enough-drives': ['CDF_TOO_FEW_DISKS'],
  '39-port-collision': ['CDF_PORT_COLLISION'],
};

/** Hare refused these by its own defects, or for reasons that are gone. */
const acceptedByUs = ['26', '28', '29', '30', '32', '34', '38', '40', '41', '47', '50', '52', '55'];

const errorsOf = async (group: string, name: string): Promise<readonly string[]> => {
  const { problems } = await readCdf(goldenText(group, name, 'cdf.yaml'), 'cdf.yaml');
  return problems.filter(isError).map((problem) => problem.code);
};

describe('CDFs that Hare turned into configurations', () => {
  for (const name of goldenCases('cfgen')) {
    const refused = refusedByUs[name];
    test(refused === undefined ? `${name} is valid` : `${name} is refused`, async () => {
      expect(await errorsOf('cfgen', name)).toEqual(refused ?? []);
    });
  }
});

describe('CDFs that Hare refused', () => {
  for (const name of goldenCases('cfgen-invalid')) {
    const accepted = acceptedByUs.includes(name.slice(0, 2));
    test(
      accepted ? `${name} is accepted, the fault was Hare's` : `${name} is refused`,
      async () => {
        const errors = await errorsOf('cfgen-invalid', name);
        if (accepted) expect(errors).toEqual([]);
        else expect(errors).toMatchSnapshot();
      },
    );
  }
});

test('every valid golden CDF is the same after writing it as 2022 and reading it back', async () => {
  for (const name of goldenCases('cfgen')) {
    const { model } = await readCdf(goldenText('cfgen', name, 'cdf.yaml'), 'cdf.yaml');
    expect((await readCdf(formatCdf(model, '2022'), 'again.yaml')).model, name).toEqual(model);
  }
});
