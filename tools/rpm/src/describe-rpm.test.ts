import { expect, test } from 'vitest';
import { shortRequirements } from './describe-rpm.js';

test('each library is listed once, with the newest of the versions that are needed', () => {
  const requires = [
    '/bin/sh',
    'libc.so.6()(64bit)',
    'libc.so.6(GLIBC_2.9)(64bit)',
    'libc.so.6(GLIBC_2.28)(64bit)',
    'libc.so.6(GLIBC_2.3.4)(64bit)',
    'libm.so.6()(64bit)',
    'rtld(GNU_HASH)',
  ];
  expect(shortRequirements(requires)).toEqual([
    '/bin/sh',
    'libc.so.6 (GLIBC_2.28)',
    'libm.so.6',
    'rtld(GNU_HASH)',
  ]);
});
