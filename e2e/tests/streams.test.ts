import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { makeSandbox } from '@hare/sandbox';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { inRepository, runBin } from '../src/run-bin.js';
import { lossExitCode, printerLines, printerWords } from '../src/streams/printers.js';

const sandbox = makeSandbox({ prefix: 'hare-streams-' });
const { root, url } = sandbox;
const setup = inRepository('packages/hare_setup/dist/bin.cjs');
const env = {
  ...process.env,
  ...sandbox.env,
  HARE_KV: `json://${path.join(sandbox.folder, 'kv.json')}`,
  NO_COLOR: '1',
};

beforeAll(async () => {
  expect(
    await runBin('hare_setup', ['config', '--config', url, '--root', root], sandbox.env),
  ).toMatchObject({ exitCode: 0 });
});
afterAll(() => rmSync(sandbox.folder, { recursive: true }));

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(' ');

/**
 * Runs a command with its output where the shell puts it; answers the exit code of the command and
 * what came on stderr.
 */
function redirected(
  words: readonly string[],
  where: string,
): { readonly exitCode: number; readonly stderr: string } {
  const { stdout, stderr } = spawnSync(
    'bash',
    [
      '-c',
      `{ { ${quoted([process.execPath, ...words])} ${where}; echo "$?" >&3; } } 3>&1 1>/dev/null`,
    ],
    { env, encoding: 'utf8' },
  );
  return { exitCode: Number(stdout.trim().split('\n').at(-1)), stderr };
}

const seed = Number(process.env['HARE_SEED'] ?? Date.now() % 2 ** 31);
const lossy = fc.constantFrom('>/dev/full', '1</dev/null', '>/dev/full 2>/dev/full');
const quiet = fc.oneof(
  fc.constant('>&-'),
  fc.nat({ max: 12 }).map((lines) => `> >(exec head -n ${lines} >/dev/null)`),
);

test.each(printerLines.map((line, index) => [line, index] as const))(
  '%s: lost output is told in one line and by the exit code, a reader that goes away is no problem',
  (line, index) => {
    const words = printerWords(line, sandbox);
    const law = fc.property(fc.oneof(lossy, quiet), (where) => {
      const found = redirected(words, where);
      const story = `HARE_SEED=${seed}: ${line} ${where}: exit ${found.exitCode}\n${found.stderr}`;
      if (where.startsWith('> >') || where === '>&-') {
        expect(found, story).toEqual(redirected(words, '>/dev/null'));
        return;
      }
      expect(found.exitCode, story).toBe(lossExitCode(line));
      if (!where.includes('2>'))
        expect(found.stderr, story).toMatch(/^[a-z_-]+[a-z_ -]*: cannot write the output: .*\n$/);
    });
    fc.assert(law, {
      numRuns: inject('limits').printerTroubles,
      seed: (seed + index) | 0,
      endOnFailure: true,
    });
  },
);

test('a working directory that is gone harms nothing; a relative path is refused in plain words', () => {
  const run = (words: readonly string[]): ReturnType<typeof spawnSync> =>
    spawnSync(
      'bash',
      [
        '-c',
        `d=$(mktemp -d) && cd "$d" && rmdir "$d" && exec ${quoted([process.execPath, ...words])}`,
      ],
      { env, encoding: 'utf8' },
    );
  for (const stage of ['post_install', 'test', 'reset', 'support_bundle'])
    expect(run([setup, stage, '--dry-run', '--root', root]).status).toBe(0);
  const refused = run([setup, 'backup', '--target', 'here', '--root', root]);
  expect(refused.status).toBe(1);
  expect(String(refused.stderr)).toContain('[WORKING_DIRECTORY_GONE]');
});

test('a process that may not open enough files says so, with the limit', () => {
  for (const limit of [26, 28]) {
    const { stderr, status } = spawnSync(
      'bash',
      [
        '-c',
        `ulimit -n ${limit}; exec ${quoted([process.execPath, setup, 'post_install', '--root', root])}`,
      ],
      { env, encoding: 'utf8' },
    );
    expect(status).toBe(1);
    expect(stderr).toContain(`the limit of this process is ${limit} [OPEN_FILES_LIMIT]`);
  }
});
