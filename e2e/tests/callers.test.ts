import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeSandbox } from '@hare/sandbox';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { callersTable, type CallerRow } from '../src/callers/callers-table.js';
import { inRepository, runBin, runCommand, type BinResult } from '../src/run-bin.js';

const sandbox = makeSandbox({ prefix: 'hare-callers-' });
const kv = `json://${path.join(sandbox.folder, 'kv.json')}`;
const given = path.join(sandbox.folder, 'given.yaml');
let env: Readonly<Record<string, string>> = {};
beforeAll(async () => {
  env = { ...sandbox.env, HARE_KV: kv };
  const made = await runBin(
    'hare_setup',
    ['config', '--config', sandbox.url, '--root', sandbox.root],
    env,
  );
  expect(made).toMatchObject({ exitCode: 0 });
  copyFileSync(path.join(sandbox.root, 'var/lib/hare/cluster.yaml'), given);
});
afterAll(() => rmSync(sandbox.folder, { recursive: true }));

const fill = (word: string, folder: string): string =>
  word
    .replace('URL', sandbox.url)
    .replace('DIR', folder)
    .replace('CDF', given)
    .replace('FILE', sandbox.confstoreFile);

/** The package of a stage and its file: three stages share a package. */
function ownBin(stage: string): readonly [string, string] {
  if (stage.endsWith('_upgrade'))
    return ['stage-upgrade', `dist/bin-${stage.replace('_', '-')}.cjs`];
  return [`stage-${stage.replaceAll('_', '-')}`, 'dist/bin.cjs'];
}

async function call(
  row: CallerRow,
  from: 'hare_setup' | 'own',
): Promise<BinResult & { readonly folder: string }> {
  const folder = path.join(sandbox.folder, `made-${from}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const words = [...row.words.map((word) => fill(word, folder)), '--root', sandbox.root];
  const [name, file] = ownBin(row.stage);
  return {
    folder,
    ...(from === 'own'
      ? await runBin(name, words, env, file)
      : await runBin('hare_setup', [row.stage, ...words], env)),
  };
}

describe.each(['hare_setup', 'own'] as const)('by %s', (from) => {
  test.each(callersTable.map((row) => [`${row.stage} ${row.words.join(' ')}`, row] as const))(
    '%s',
    async (_, row) => {
      const result = await call(row, from);
      expect(result, result.stderr).toMatchObject({ exitCode: 0 });
      if (row.makes !== undefined)
        expect(existsSync(path.join(result.folder, row.makes))).toBe(true);
      expect(existsSync('file:')).toBe(false);
    },
  );
});

test.each([
  [['--binlogs', 'flase'], '--binlogs cannot be "flase"'],
  [['--binlogs=maybe'], '--binlogs cannot be "maybe"'],
  [['a', 'b', 'c'], 'unexpected argument "c"'],
  [['a', '-b', 'x'], '--bundle-id occurs twice'],
  [['-t', 'file://other/var'], 'is not a path on this machine'],
  [['--size_limit', '1K'], '--size_limit cannot be "1K"'],
])('support_bundle %j is refused', async (words, message) => {
  const { exitCode, stderr } = await runBin(
    'hare_setup',
    ['support_bundle', ...words, '--root', sandbox.root],
    env,
  );
  expect(exitCode).toBe(2);
  expect(stderr).toContain(message);
});

test('--file is the description that is used, not the one that config recorded', async () => {
  const broken = path.join(sandbox.folder, 'broken.yaml');
  writeFileSync(broken, 'nodes: []\n');
  for (const stage of ['init', 'test']) {
    const { exitCode, stderr } = await runBin(
      'hare_setup',
      [stage, '--file', broken, '--dry-run', '--root', sandbox.root],
      env,
    );
    expect(exitCode).toBe(1);
    expect(stderr).toContain(broken);
  }
});

test('files that are named by relative URLs are found by later stages from another folder', async () => {
  const machine = makeSandbox({ prefix: 'hare-callers-', withPackages: false });
  onTestFinished(() => rmSync(machine.folder, { recursive: true }));
  const from = (folder: string, ...words: readonly string[]): Promise<BinResult> =>
    runCommand(
      [
        process.execPath,
        inRepository('packages/hare_setup/dist/bin.cjs'),
        ...words,
        '--root',
        machine.root,
      ],
      machine.env,
      folder,
    );
  const configured = await from(
    machine.folder,
    'config',
    '--config',
    `json:${path.basename(machine.confstoreFile)}`,
    '--kv',
    'json:kv.json',
    '--file',
    'cdf.yaml',
  );
  expect(configured.exitCode, configured.stderr).toBe(0);
  expect(
    JSON.parse(readFileSync(path.join(machine.root, 'var/lib/hare/setup/config.json'), 'utf8')),
  ).toMatchObject({
    url: machine.url,
    kv: `json://${path.join(machine.folder, 'kv.json')}`,
    cdf: path.join(machine.folder, 'cdf.yaml'),
  });
  const again = await from('/', 'config', '--file', path.join(machine.folder, 'cdf.yaml'));
  expect(again.stdout).not.toMatch(/^changed/m);
  expect(again.exitCode, again.stderr).toBe(0);
});

test('a runner that knows only support.yaml makes a bundle', async () => {
  const { stdout } = await runBin('hare_setup', [
    'setup-yaml',
    '--support',
    '--prefix',
    '/opt/hare',
  ]);
  expect(Object.keys(parse(stdout) as object)).toEqual(['support_bundle']);
  const { support_bundle: commands } = parse(stdout) as {
    readonly support_bundle: readonly string[];
  };
  for (const command of commands) {
    // The files at the prefix on a machine with the package.
    const words = command
      .replace(
        '/opt/hare/bin/hare_setup',
        `${process.execPath} ${inRepository('packages/hare_setup/dist/bin.cjs')}`,
      )
      .split(' ');
    const target = path.join(sandbox.folder, 'framework');
    mkdirSync(target);
    const made = await runCommand(
      [
        words[0] ?? '',
        ...words.slice(1),
        '-b',
        'SB9',
        '-t',
        `file://${target}`,
        '--root',
        sandbox.root,
      ],
      env,
    );
    expect(made).toMatchObject({ exitCode: 0 });
    expect(
      execFileSync('tar', ['tzf', path.join(target, 'hare/hare_SB9.tar.gz')], { encoding: 'utf8' }),
    ).toContain('manifest.json');
  }
});
