import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Makes a file a block device, `/dev/loop3`; whoever asks detaches it; `options` are those of
 * losetup. Needs root. @throws when the machine cannot
 */
export function attachLoop(file: string, ...options: readonly string[]): string {
  return execFileSync('losetup', ['--find', '--show', ...options, file], {
    encoding: 'utf8',
  }).trim();
}

export function detachLoop(device: string): void {
  execFileSync('losetup', ['--detach', device]);
}

/**
 * Whether this process may attach loop devices, tried with one: it takes root and a kernel that has
 * them.
 */
export function hasLoops(): boolean {
  if (process.geteuid?.() !== 0) return false;
  const folder = mkdtempSync(path.join(tmpdir(), 'hare-loop-'));
  const probe = path.join(folder, 'probe');
  writeFileSync(probe, Buffer.alloc(1024 ** 2));
  const { status, stdout } = spawnSync('losetup', ['--find', '--show', probe], {
    encoding: 'utf8',
  });
  if (status === 0) detachLoop(stdout.trim());
  rmSync(folder, { recursive: true });
  return status === 0;
}
