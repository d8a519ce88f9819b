import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';
// @ts-expect-error a rule file of the linter's configuration, without types
import { memoryByHand, rememberingRules } from '../../tools/verify/remembering-rules.mjs';

const rules = {
  'no-restricted-syntax': [
    'error',
    ...(rememberingRules as readonly object[]),
    memoryByHand as object,
  ],
} as unknown as Linter.RulesRecord;
const problems = (code: string): number =>
  new Linter().verify(
    code,
    [{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser }, rules }],
    'step.ts',
  ).length;

test.each([
  ['a look-up that is kept as if it were given', 'const devices = once(() => lookAtDevices());'],
  ['one that is kept in an object', 'const session = { devices: once(() => lookAtDevices()) };'],
  [
    'one that says that it is something else',
    'const devices: Seen<string> = once(() => lookAtDevices());',
  ],
  ['a memory made by hand', 'let found; const look = () => (found ??= lookAtDevices());'],
  [
    'a check that sets a variable',
    'const step = { check: async () => { ran = true; return { ok: true }; } };',
  ],
  [
    'a check that sets what the session holds',
    'const step = { async check() { session.progress.servicesStarted = true; return { ok: true }; } };',
  ],
  ['a check that counts', 'const step = { check: () => { calls++; } };'],
  [
    'a forecast that sets a variable',
    'const step = { forecast: async () => { asked = true; return []; } };',
  ],
  [
    'a look-up that sets a variable',
    'const devices = seen(async () => { last = await lookAtDevices(); return last; });',
  ],
])('the linter refuses %s', (_title, code) => {
  expect(problems(code)).toBeGreaterThan(0);
});

test.each([
  ['what is given, said so', 'const cdf: Given<ClusterCdf> = once(() => readClusterCdf(context));'],
  [
    'what is seen in every round',
    'const devices = seen(async (look) => lookAtDevices(await look(node)));',
  ],
  [
    'an apply that notes what it did',
    'const step = { check: (look) => look(devices), apply: async () => { progress.start = "failed"; } };',
  ],
])('the linter lets pass %s', (_title, code) => {
  expect(problems(code)).toBe(0);
});
