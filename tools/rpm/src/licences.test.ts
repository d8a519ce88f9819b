import { expect, test } from 'vitest';
import { licenceExpression } from './licences.js';

test('the licence of the package names each licence once, ours first, choices in parentheses', () => {
  expect(
    licenceExpression([
      'Apache-2.0',
      'MIT',
      'ISC',
      'MIT',
      '(MIT OR CC0-1.0)',
      'Apache-2.0',
      'BSD-3-Clause AND ISC',
    ]),
  ).toBe('Apache-2.0 AND (MIT OR CC0-1.0) AND BSD-3-Clause AND ISC AND MIT');
});
