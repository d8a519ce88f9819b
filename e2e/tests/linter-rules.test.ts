import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inRepository, runCommand } from '../src/run-bin.js';

const refused = [
  ['a look-up that is kept as if it were given', 'const devices = once(() => lookAtDevices());'],
  ['one that is kept in an object', 'const session = { devices: once(() => lookAtDevices()) };'],
  [
    'one that says that it is something else',
    'const devices: Seen<string> = once(() => lookAtDevices());',
  ],
  ['a memory made by hand', 'let found; const look = () => (found ??= lookAtDevices());'],
  ['an enumeration', 'enum State { Started }'],
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
] as const;

const passed = [
  ['what is given, said so', 'const cdf: Given<ClusterCdf> = once(() => readClusterCdf(context));'],
  [
    'what is seen in every round',
    'const devices = seen(async (look) => lookAtDevices(await look(node)));',
  ],
  [
    'an apply that notes what it did',
    'const step = { check: (look) => look(devices), apply: async () => { progress.start = "failed"; } };',
  ],
] as const;

const folder = mkdtempSync(path.join(tmpdir(), 'hare-linter-rules-'));
const found = new Set<string>();

interface LinterReport {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
}

/** One step of a stage for each example, linted as the repository is. */
beforeAll(async () => {
  const steps = path.join(folder, 'packages/stage-init/src/steps');
  mkdirSync(steps, { recursive: true });
  for (const [title, code] of [...refused, ...passed]) writeFileSync(fileOf(steps, title), code);
  const settings = readFileSync(inRepository('.oxlintrc.json'), 'utf8')
    .replace('"./tools/', `"${inRepository('tools/')}`)
    .replace('"typeAware": true', '"typeAware": false');
  writeFileSync(path.join(folder, '.oxlintrc.json'), settings);
  const { stdout, stderr } = await runCommand(
    [inRepository('node_modules/.bin/oxlint'), '--format=json'],
    {},
    folder,
  );
  expect(stderr).toBe('');
  for (const { code, filename } of (JSON.parse(stdout) as LinterReport).diagnostics)
    if (code.startsWith('house(')) found.add(path.basename(filename));
});

afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(steps: string, title: string): string {
  return path.join(steps, `${title.replaceAll(' ', '-')}.ts`);
}

test.each(refused)('the linter refuses %s', (title) => {
  expect(found).toContain(path.basename(fileOf('', title)));
});

test.each(passed)('the linter lets pass %s', (title) => {
  expect(found).not.toContain(path.basename(fileOf('', title)));
});
