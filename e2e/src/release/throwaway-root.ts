import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand, type BinResult } from '../run-bin.js';

/**
 * Lays a file system of its own over this machine's: what is installed there is gone with it.
 * `$1` is a folder for the layers, `$2` one that is there as it is, `$3` what is run.
 */
const layOver = `
  mount -t tmpfs none "$1"
  mkdir "$1/upper" "$1/work" "$1/root"
  mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
  for place in /proc /dev /sys; do mount --rbind "$place" "$1/root$place"; done
  mkdir -p "$1/root$2"
  mount --bind "$2" "$1/root$2"
  exec chroot "$1/root" sh -c "$3"
`;

/** Runs a script as root in a throw-away copy of this machine; `kept` is a folder of the real one. */
export async function runInThrowawayRoot(
  script: string,
  kept: string,
  env: Readonly<Record<string, string>> = {},
): Promise<BinResult> {
  const layers = mkdtempSync(path.join(tmpdir(), 'hare-root-'));
  mkdirSync(kept, { recursive: true });
  try {
    const words = ['unshare', '--mount', 'sh', '-euc', layOver, 'sh', layers, kept, script];
    return await runCommand(words as [string, ...string[]], env);
  } finally {
    rmSync(layers, { recursive: true });
  }
}

/** Why no such copy can be made here; undefined where it can. */
export async function whyNoThrowawayRoot(): Promise<string | undefined> {
  const kept = mkdtempSync(path.join(tmpdir(), 'hare-root-kept-'));
  const { exitCode, stderr } = await runInThrowawayRoot('true', kept);
  rmSync(kept, { recursive: true });
  return exitCode === 0 ? undefined : stderr.trim();
}
