import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { takeBootstrapLock } from './bootstrap-lock.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hare-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
});
const heldBy = (pid: number): void =>
  writeFileSync(path.join(folder, 'bootstrap.lock'), String(pid));

test('a lock is taken once, until it is released', () => {
  const release = takeBootstrapLock(folder);
  expect(() => takeBootstrapLock(folder)).toThrow(`(pid ${process.pid}) is running`);
  release();
  takeBootstrapLock(folder)();
});

test('the lock of a process that is gone is void', () => {
  heldBy(2 ** 22 + 1);
  takeBootstrapLock(folder)();
});

test('the lock of a zombie is void', async () => {
  // The parent never asks how its child ended: exec replaces the shell that would, and only then the
  // child's input ends.
  const parent = spawn('sh', ['-c', 'cat <&3 & echo $!; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
  });
  onTestFinished(() => void parent.kill('SIGKILL'));
  const zombie = Number(
    await new Promise<Buffer>((resolve) => parent.stdout?.once('data', resolve)),
  );
  const proc = (pid: number | undefined, file: string): string =>
    readFileSync(`/proc/${pid}/${file}`, 'utf8');
  while (proc(parent.pid, 'comm') !== 'sleep\n') await delay(10);
  (parent.stdio[3] as Writable).end();
  while (!/\) Z /.test(proc(zombie, 'stat'))) await delay(10);
  heldBy(zombie);
  takeBootstrapLock(folder)();
});
