import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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

/**
 * Whoever gets the device next finds it writable: the kernel keeps a write protection that a test
 * has set.
 */
export function detachLoop(device: string): void {
  spawnSync('blockdev', ['--setrw', device]);
  execFileSync('losetup', ['--detach', device]);
}

/**
 * Replaces a file that stands for a block device with a real one with the same content; the caller
 * detaches it.
 */
export function loopInPlaceOf(file: string): string {
  renameSync(file, `${file}.img`);
  const device = attachLoop(`${file}.img`);
  symlinkSync(device, file);
  return device;
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
