import { expect, test } from 'vitest';
import { misspeltVariables } from './environment-settings.js';

test('a variable that is nearly a setting is worth a warning, others are not ours', () => {
  expect(
    misspeltVariables({
      HARE_HCLT: 'x',
      HARE_KV: 'y',
      HARE_SOAK: '1',
      HARE_CONSUL: '/x',
      PATH: '/bin',
    }),
  ).toEqual(['unknown environment variable HARE_HCLT; did you mean HARE_HCTL?']);
});
