import { expect, test } from 'vitest';
import { nearestHint, nearestNames } from './nearest-name.js';

const known = ['hctl', 'timeouts.status', 'timeouts.shutdown', 'devices.allowFiles'];

test.each([
  ['hclt', ['hctl']],
  ['timeout.status', ['timeouts.status']],
  ['timeouts', ['timeouts.status', 'timeouts.shutdown']],
  ['devices.allow_files', ['devices.allowFiles']],
  ['nothing', []],
  ['hc', []],
  ['--HCTL_', ['hctl']],
  ['', []],
])('%s is near to %j', (wrong, near) => {
  expect(nearestNames(wrong, known)).toEqual(near);
});

test('when nothing is near, the hint lists what there is, or says what the caller knows better', () => {
  expect(nearestHint('--zzzzzz', ['--size_limit', '--size-limit', '--yes'])).toBe(
    'known: --size-limit, --yes',
  );
  expect(nearestHint('zzzzzz', known, 'see --help')).toBe('see --help');
});
