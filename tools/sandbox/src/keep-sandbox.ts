import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import type { Sandbox } from './make-sandbox.js';

/**
 * Remembers the whole sandbox as it is, under a name; the answer brings it back to that. The copies
 * are `<folder>.<name>`.
 */
export function keepSandbox(sandbox: Pick<Sandbox, 'folder'>, name = 'kept'): () => void {
  const copy = `${sandbox.folder}.${name}`;
  if (existsSync(copy)) rmSync(copy, { recursive: true });
  execFileSync('cp', ['-a', '--sparse=always', sandbox.folder, copy]);
  return () => {
    rmSync(sandbox.folder, { recursive: true });
    execFileSync('cp', ['-a', '--sparse=always', copy, sandbox.folder]);
  };
}
