import { expect, test } from 'vitest';
import { rpmVersion } from './rpm-version.js';

test.each([
  ['1.2.3', '1.2.3'],
  ['1.2.3-beta.1', '1.2.3~beta.1'],
  ['1.2.3-rc-2.x-y', '1.2.3~rc.2.x.y'],
  ['1.2.3-beta.1+build.5', '1.2.3~beta.1'],
  ['1.2.3+build-5', '1.2.3'],
])('npm version %s is rpm version %s', (npm, rpm) => {
  expect(rpmVersion(npm)).toBe(rpm);
});
