import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { consulForTests } from '@hare/real-consul';
import { beforeEach, describe, expect, test } from 'vitest';
import { commandTable } from '../../src/cli/command-table.js';
import { bin, call, type Outcome } from '../command/call.js';
import { useConsul } from './use-consul.js';

const program = await consulForTests();

describe.skipIf(program === undefined)('the command on a real Consul', () => {
  const consul = useConsul(program);
  const tried = new Set<string>();
  beforeEach(async () => consul.cluster.clear());

  const url = (prefix: string): string => `consul://${consul.cluster.address}/${prefix}`;
  const app = (command: string, ...args: readonly string[]): Promise<Outcome> => {
    tried.add(command);
    return call([url('app'), command, ...args]);
  };
  /** What a call prints that must succeed. */
  const ok = async (command: string, ...args: readonly string[]): Promise<string> => {
    const { exit, stdout, stderr } = await app(command, ...args);
    expect([command, exit, stderr]).toEqual([command, 0, '']);
    return stdout;
  };
  const present = async (): Promise<Readonly<Record<string, string>>> =>
    Object.fromEntries((await consul.kv.tree('')).entries.map(({ key, text }) => [key, text]));

  test('does what it does on files', async () => {
    await ok('set', 'a>b=1;a>n[0]=x;c=2');
    expect(JSON.parse(await ok('get_keys'))).toEqual(['a>b', 'a>n[0]', 'c']);
    expect(JSON.parse(await ok('search', 'a', 'b'))).toEqual(['a>b']);
    await ok('merge', 'dict:{"c":"9","d":"4"}');
    expect(await ok('get', '--raw', 'c')).toBe('2\n');
    await ok('compare', 'dict:{"a":{"b":"1","n":["x"]},"c":"2","d":"4"}');
    await ok('addnumkeys');
    await ok('copy', url('some'), 'c;d');
    await ok('convert', url('copy'));
    await ok('remove', 'a>n[0]');
    expect(JSON.parse(await ok('get_keys'))).not.toContain('a>n[0]');
    await ok('delete', 'a', '--force');
    expect(await ok('validate')).toContain('2 keys, no problems');
    expect(await present()).toEqual({
      'app/c': '2',
      'app/d': '4',
      'copy/a>b': '1',
      'copy/a>n[0]': 'x',
      'copy/a>num_n': '1',
      'copy/c': '2',
      'copy/d': '4',
      'some/c': '2',
      'some/d': '4',
    });
  });

  test('shows what differs from another store, secrets masked, and ends with 1', async () => {
    await ok('set', 'port=1;password=hidden');
    const { exit, stdout } = await app('diff', 'dict:{"port":"2","password":"other"}');
    expect([exit, stdout]).toEqual([1, expect.stringMatching(/^-.*port.*1.*\n\+.*port.*2/m)]);
    expect(stdout).not.toMatch(/hidden|other/);
    expect(await ok('diff', 'dict:{"port":"1","password":"hidden"}')).toBe('');
  });

  test('locks against other owners, until it is unlocked', async () => {
    const as = (owner: string, command: string, ...args: readonly string[]): Promise<Outcome> =>
      app(command, 'd', ...args, '--owner', owner);
    expect(await as('one', 'lock', '-t', '60')).toMatchObject({ exit: 0 });
    expect(await as('two', 'test_lock')).toMatchObject({ exit: 1, stdout: 'false\n' });
    expect(await as('one', 'test_lock')).toMatchObject({ exit: 0, stdout: 'true\n' });
    expect(await as('two', 'lock')).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining('the lock d belongs to one (process ') as string,
    });
    expect(await as('two', 'unlock')).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining('CONFSTORE_NOT_LOCKED') as string,
    });
    expect(await as('one', 'unlock')).toMatchObject({ exit: 0 });
    expect(await as('two', 'lock')).toMatchObject({ exit: 0 });
    expect(await as('one', 'unlock', '--force')).toMatchObject({ exit: 0 });
    expect(await present()).toEqual({});
  });

  test('watches a key: each change is one line, changes beside it none, and an interruption ends it', async () => {
    tried.add('watch');
    await ok('set', 'server>port=0;other=0');
    const child = spawn(process.execPath, [bin, url('app'), 'watch', 'server>port']);
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (part: Buffer) => (stdout += part.toString()));
    child.stderr.on('data', (part: Buffer) => (stderr += part.toString()));
    // It says nothing when it is ready: the key is changed until a change is seen.
    for (let port = 1; stdout === ''; port += 1) {
      await consul.kv.put('app/server>port', String(port));
      await expect
        .poll(() => stdout, { timeout: 500 })
        .not.toBe('')
        .catch(() => undefined);
      expect(port).toBeLessThan(1200);
    }
    for (const other of ['1', '2']) await consul.kv.put('app/other', other);
    await consul.kv.put('app/server>port', 'last');
    await expect.poll(() => stdout).toContain('last');
    // A change of another key would have printed the same value again.
    const lines = stdout.trimEnd().split('\n');
    expect([lines.length, lines.at(-1)]).toEqual([new Set(lines).size, '"last"']);
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([143, null]);
    expect(stderr).toBe('');
  });

  test('every sub-command that takes a URL is among these', () => {
    expect([...tried].sort()).toEqual(
      commandTable
        .filter(({ takesUrl }) => takesUrl)
        .map(({ name }) => name)
        .sort(),
    );
  });
});
