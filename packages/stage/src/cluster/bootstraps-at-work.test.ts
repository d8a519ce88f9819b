import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { bootstrapsAtWork, stateVariable } from './bootstraps-at-work.js';

/** A process like an hctl that outlived its stage: `sh -c … hctl bootstrap`. */
async function start(stateDir: string, verb: string, detached = true): Promise<number> {
  const child = spawn('sh', ['-c', 'while :; do sleep 0.1; done', 'hctl', verb], { detached, stdio: 'ignore', env: { PATH: process.env['PATH'], [stateVariable]: stateDir } });
  onTestFinished(() => void child.kill('SIGKILL'));
  await new Promise((resolve) => child.once('spawn', resolve));
  await delay(50);
  return child.pid ?? 0;
}

test('a bootstrap of this state folder that leads a process group is found', async () => {
  const stateDir = `/nowhere/${process.pid}`;
  const pid = await start(stateDir, 'bootstrap');
  expect(await bootstrapsAtWork(stateDir)).toEqual([pid]);
});

test('other calls, other state folders and what a bootstrap started are not', async () => {
  const stateDir = `/nowhere/${process.pid}/other`;
  await start(stateDir, 'status');
  await start(`${stateDir}/else`, 'bootstrap');
  await start(stateDir, 'bootstrap', false);
  expect(await bootstrapsAtWork(stateDir)).toEqual([]);
});
