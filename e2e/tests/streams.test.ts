import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeSandbox } from '@hare/sandbox';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { inRepository, runBin } from '../src/run-bin.js';

const sandbox = makeSandbox({ prefix: 'hare-streams-' });
const { root, url } = sandbox;
const bin = (folder: string): string => inRepository(`packages/${folder}/dist/bin.js`);
const setup = bin('hare_setup');
const env = { ...process.env, ...sandbox.env, HARE_KV: `json://${path.join(sandbox.folder, 'kv.json')}`, NO_COLOR: '1' };
const cdf = path.join(root, 'var/lib/hare/cluster.yaml');

beforeAll(async () => {
  expect(await runBin('hare_setup', ['config', '--config', url, '--root', root], sandbox.env)).toMatchObject({ exitCode: 0 });
}, 120_000);
afterAll(() => rmSync(sandbox.folder, { recursive: true }));

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(' ');

/** Runs a command with its output where the shell puts it; answers the exit code of the command and what came on stderr. */
function redirected(words: readonly string[], where: string): { readonly exitCode: number; readonly stderr: string } {
  const { stdout, stderr } = spawnSync('bash', ['-c', `{ { ${quoted([process.execPath, ...words])} ${where}; echo "$?" >&3; } } 3>&1 1>/dev/null`], { env, encoding: 'utf8' });
  return { exitCode: Number(stdout.trim().split('\n').at(-1)), stderr };
}
const readByHead = (words: readonly string[], lines: number): number => Number(spawnSync('bash', ['-c', `${quoted([process.execPath, ...words])} | head -n ${lines} >/dev/null; echo "\${PIPESTATUS[0]}"`], { env, encoding: 'utf8' }).stdout.trim());

const printers: readonly (readonly [string, readonly string[]])[] = [
  ['hare_setup', [setup, 'help']],
  ['hare_setup status', [setup, 'status', '--root', root]],
  ['hare_setup explain', [setup, 'explain']],
  ['hare_setup plan', [setup, 'plan', '--config', url, '--root', root, '--to', 'post_install']],
  ['hare_setup completion', [setup, 'completion', 'bash']],
  ['hare_setup log', [setup, 'log', '--root', root]],
  ['hare-stage-reset', [bin('stage-reset'), '--help']],
  ['confstore', [bin('confstore'), url, 'get_keys']],
  ['confstore', [bin('confstore'), '--help']],
  ['hare-cdf', [bin('cdf'), 'show', cdf]],
  ['hare-cfgen', [bin('cfgen'), 'show', path.dirname(cdf)]],
];

describe.each(printers)('%s, which only prints (%j)', (name, words) => {
  test('says in one line that its output is lost, and ends with 1; a reader that goes away is no problem', () => {
    for (const where of ['>/dev/full', '</dev/null 1</dev/null']) {
      const { exitCode, stderr } = redirected(words, where);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(new RegExp(`^${name}[a-z_ ]*: cannot write the output: .*\\n$`));
    }
    expect(redirected(words, '>/dev/full 2>/dev/full').exitCode).toBe(1);
    expect(readByHead(words, 0)).toBe(0);
  });
});

test.each(['>/dev/full', '2>/dev/full', '>/dev/full 2>&1', '| head -n 0', '| head -n 1', '1</dev/null 2</dev/null'])('a stage goes on and ends with its own code: %s', (where) => {
  const target = path.join(sandbox.folder, 'saved', String(where.length));
  const words = [setup, 'backup', '--target', target, '--root', root];
  const exitCode = where.startsWith('|') ? readByHead(words, Number(where.at(-1))) : redirected(words, where).exitCode;
  expect(exitCode).toBe(0);
  expect(readFileSync(path.join(target, 'hare_backup_srvnode-1.data.private.tar.gz')).length).toBeGreaterThan(1000);
});

test('a failing stage whose output is lost fails', () => {
  expect(redirected([setup, 'init', '--file', '/nowhere', '--root', root], '>/dev/full 2>/dev/full').exitCode).toBe(1);
  expect(readByHead([setup, 'init', '--file', '/nowhere', '--root', root], 0)).toBe(1);
});

test('a terminal that is closed at any moment: the code of the stage, or of the signal', { timeout: 300_000 }, () => {
  for (let run = 0; run < inject('limits').closedTerminals; run++) {
    const controlling = run % 2 === 0;
    const words = ['config', '--root', root];
    const { stdout } = spawnSync('python3', [inRepository('e2e/src/streams/closed_terminal.py'), controlling ? 'yes' : 'no', String(Math.random()), process.execPath, setup, ...words], { env, encoding: 'utf8' });
    expect(controlling ? [0, 129] : [0]).toContain(Number(stdout.trim()));
  }
});

test('a working directory that is gone harms nothing; a relative path is refused in plain words', () => {
  const run = (words: readonly string[]): ReturnType<typeof spawnSync> => spawnSync('bash', ['-c', `d=$(mktemp -d) && cd "$d" && rmdir "$d" && exec ${quoted([process.execPath, ...words])}`], { env, encoding: 'utf8' });
  for (const stage of ['post_install', 'test', 'reset', 'support_bundle']) expect(run([setup, stage, '--dry-run', '--root', root]).status).toBe(0);
  const refused = run([setup, 'backup', '--target', 'here', '--root', root]);
  expect(refused.status).toBe(1);
  expect(String(refused.stderr)).toContain('[WORKING_DIRECTORY_GONE]');
});

test('a process that may not open enough files says so, with the limit', () => {
  for (const limit of [28, 40]) {
    const { stderr, status } = spawnSync('bash', ['-c', `ulimit -n ${limit}; exec ${quoted([process.execPath, setup, 'post_install', '--root', root])}`], { env, encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toContain(`this process may open ${limit} [OPEN_FILES_LIMIT]`);
  }
});

test('formatted once, whatever becomes of output and signals, and what is written after it stays', { timeout: 600_000 }, () => {
  const state = path.join(root, 'var/lib/hare/setup/mkfs.json');
  const runs = inject('limits').lostOutputInits;
  for (let run = 0; run < runs; run++) {
    const signal = (['HUP', 'TERM', 'INT'] as const)[run % 3];
    const line = `${quoted([process.execPath, setup, 'init', '--root', root])} ${run % 2 === 0 ? '>/dev/full 2>&1' : '>/dev/null'} & p=$!; sleep ${Math.random() * 2}; kill -${signal} $p 2>/dev/null; wait $p`;
    const { status } = spawnSync('bash', ['-c', line], { env: { ...env }, encoding: 'utf8' });
    expect([0, 129, 130, 143]).toContain(status);
    if (status !== 0) continue;
    expect(JSON.parse(readFileSync(state, 'utf8'))).toMatchObject({ state: 'done' });
  }
  expect(redirected([setup, 'init', '--root', root], '>/dev/full').exitCode).toBe(0);
  const record = readFileSync(state, 'utf8');
  writeFileSync(path.join(sandbox.folder, 'after'), record);
  expect(readByHead([setup, 'init', '--root', root], 1)).toBe(0);
  expect(readFileSync(state, 'utf8')).toBe(record);
});
