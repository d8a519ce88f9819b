import { expect, test } from 'vitest';
import { parsePackageRequirement, satisfies } from './package-requirement.js';

test.each([
  ['cortx-motr', { name: 'cortx-motr' }],
  [' cortx-motr>=2.0.0-5 ', { name: 'cortx-motr', relation: '>=', version: '2.0.0-5' }],
  ['consul < 1:1.12', { name: 'consul', relation: '<', version: '1:1.12' }],
  ['libstdc++==4', { name: 'libstdc++', relation: '=', version: '4' }],
])('%j is read', (text, requirement) => {
  expect(parsePackageRequirement(text)).toEqual(requirement);
});

test.each(['', '>=2', 'cortx motr', 'cortx-motr>=', 'cortx-motr=>2', '-qa'])(
  '%j is refused with how it is written',
  (text) => {
    expect(() => parsePackageRequirement(text)).toThrow(
      expect.objectContaining({
        code: 'PACKAGE_REQUIREMENT',
        hint: expect.stringContaining('NAME>=VERSION') as string,
      }) as Error,
    );
  },
);

test.each([
  ['a>=1', [false, true, true]],
  ['a>1', [false, false, true]],
  ['a=1', [false, true, false]],
  ['a<=1', [true, true, false]],
  ['a<1', [true, false, false]],
  ['a', [true, true, true]],
])('%s allows older, equal, newer: %j', (text, allowed) => {
  expect([-1, 0, 1].map((order) => satisfies(parsePackageRequirement(text), order))).toEqual(
    allowed,
  );
});
