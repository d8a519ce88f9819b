import { expect, test } from 'vitest';
import { HareError } from './error.js';

test('the compiler refuses a code that no catalogue explains', () => {
  expect(new HareError('DISK_FULL', 'no space').code).toBe('DISK_FULL');
  // @ts-expect-error: misspelt; `npm run types` fails when it is not refused
  expect(new HareError('DISK_FUL', 'no space').code).toBe('DISK_FUL');
});
