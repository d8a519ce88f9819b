import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { bootstrapsAtWork, stateVariable } from './bootstraps-at-work.js';

const folder = mkdtempSync(path.join(tmpdir(), 'hare-programs-'));
const stateDir = path.join(folder, 'state');

/** A shell script of this name that waits; its process id once it runs. */
async function start(
  name: string,
  args: readonly string[],
  state: string | undefined = stateDir,
): Promise<number> {
  const script = path.join(folder, name);
  writeFileSync(script, '#!/bin/bash\necho up\nread -r forever\n');
  chmodSync(script, 0o755);
  const child = spawn(script, args, {
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { PATH: process.env['PATH'], ...(state === '' ? {} : { [stateVariable]: state }) },
  });
  onTestFinished(async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return child.pid ?? 0;
}

test.each<[string, readonly string[]]>([
  ['hctl', ['bootstrap', '--mkfs', '/c.yaml']],
  ['hare-bootstrap', ['--mkfs', '-c', '/var/lib/hare']],
  ['bootstrap-node', ['--mkfs', '--phase', 'phase1']],
])('%s %j of this state folder is found', async (name, args) => {
  const pid = await start(name, args);
  expect(await bootstrapsAtWork(stateDir)).toEqual([pid]);
});

test('one that no stage started counts where it is asked for', async () => {
  const pid = await start('hare-bootstrap', ['--mkfs'], '');
  expect(await bootstrapsAtWork(stateDir)).toEqual([]);
  expect(await bootstrapsAtWork(stateDir, { ofAnyone: true })).toContain(pid);
});

test.each<[string, string, readonly string[], string]>([
  ['another call', 'hctl', ['status'], stateDir],
  ['another state folder', 'hare-bootstrap', [], `${stateDir}/else`],
  ['a program with such a word', 'vi', ['hare-bootstrap'], stateDir],
  ['a service of Motr', 'm0d', ['bootstrap'], stateDir],
])('%s is none', async (_, name, args, state) => {
  await start(name, args, state);
  expect(await bootstrapsAtWork(stateDir)).toEqual([]);
});

test('the folder of the scripts goes', () => rmSync(folder, { recursive: true }));
