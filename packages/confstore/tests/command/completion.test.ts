import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bin, call } from './call.js';

let dir: string;
let env: NodeJS.ProcessEnv;

beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'completion-'));
  writeFileSync(
    path.join(dir, 'a.json'),
    '{"server":{"port":80,"host":"h"},"tags":["x"],"my key":1}',
  );
  writeFileSync(
    path.join(dir, 'confstore'),
    `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`,
  );
  chmodSync(path.join(dir, 'confstore'), 0o755);
  env = { ...process.env, PATH: `${dir}:${process.env['PATH'] ?? ''}`, TERM: 'dumb', PS1: '$ ' };
});
afterAll(() => rmSync(dir, { recursive: true }));

describe('in bash, the script completes', () => {
  test.each([
    ['confstore js', ['json:', 'jsonc:']],
    ['confstore json:a', ['a.json ']],
    ['confstore json:a.json get_', ['get_keys ']],
    ["confstore json:a.json get 'server>", ['server>port', 'server>host']],
    ['confstore json:a.json get "server>port;my', ['server>port;my key']],
    ['confstore json:a.json get server\\>p', ['server\\>port']],
    ['confstore json:a.json get my', ['my\\ key']],
    ['confstore json:a.json set --typed tags', ['tags\\[0\\]=']],
    ['confstore json:a.json get x -f t', ['toml ']],
    ['confstore nonsense: get ', []],
  ])('%s', (line, replies) => {
    const program =
      'source <(confstore completion bash); COMP_LINE=$1 COMP_POINT=${#1}; _confstore; printf "%s\\n" "${COMPREPLY[@]}"';
    const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', program, 'bash', line], {
      cwd: dir,
      env,
      encoding: 'utf8',
    });
    expect([stdout.split('\n').filter((reply) => reply !== ''), stderr]).toEqual([replies, '']);
  });

  test('a key at the prompt when Tab is pressed', async () => {
    // script(1) gives bash a terminal, so that its line editor runs.
    const shell = spawn('script', ['-qec', 'bash --norc --noprofile -i', '/dev/null'], {
      cwd: dir,
      env,
    });
    let screen = '';
    shell.stdout.on('data', (part: Buffer) => (screen += part.toString()));
    const waitFor = (text: string): Promise<unknown> => expect.poll(() => screen).toContain(text);
    shell.stdin.write('source <(confstore completion bash); echo rea""dy\n');
    await waitFor('ready');
    shell.stdin.write("confstore json:a.json get 'server>p\t");
    await waitFor("'server>port'");
    shell.stdin.write('\n');
    await waitFor('[80]');
    shell.stdin.write('exit\n');
  });
});

describe.each(['bash', 'zsh', 'fish'])('the script for %s', (name) => {
  const isThere = spawnSync(name, ['--version']).error === undefined;

  test.skipIf(!isThere)('is valid', async () => {
    const { stdout } = await call(['completion', name]);
    expect(stdout).toContain('confstore completion');
    const script = path.join(dir, `script.${name}`);
    writeFileSync(script, stdout);
    expect(spawnSync(name, ['-n', script], { encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
  });
});

test('words of zsh and fish come with what they mean', async () => {
  expect((await call(['completion', 'zsh', '--current', 'get', '--', 'json:a.json'])).stdout).toBe(
    'get\tprint the values of keys\nget_keys\tlist the keys\n',
  );
  expect(
    (
      await call(['completion', 'fish', '--current', 'ser', '--', 'json:a.json', 'get'], {
        cwd: dir,
      })
    ).stdout,
  ).toBe('server>port\t\nserver>host\t\n');
});
