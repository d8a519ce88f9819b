import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { poison } from './hostile-consul.js';

/** What hctl does in the place of what it was asked for, as shell. */
const kinds = {
  endless: 'exec yes "$poison"',
  slow: 'while sleep 0.2; do printf .; done',
  'control characters': 'echo "$poison"; echo "$poison" >&2; exit 7',
  'a status of control characters': `printf '{"nodes":[{"name":"%s","svcs":[]}],"pools":[],"profiles":[]}' "$poison"`,
  'a child in a session of its own, and the real answer':
    'setsid sh -c "echo \\$\\$ >>$pids; exec sleep 600" & exec "$real" "$@"',
  'a child in a session of its own, and no end':
    'setsid sh -c "echo \\$\\$ >>$pids; exec sleep 600" & exec sleep 600',
} as const;

export type HctlKind = keyof typeof kinds;
export const hctlKinds = Object.keys(kinds) as readonly HctlKind[];

export interface HostileHctl {
  readonly file: string;
  /** Ends what it left in sessions of their own. */
  remove(): void;
}

/** An hctl that is hostile when it is called with this word, and else the real one. */
export function makeHostileHctl(
  folder: string,
  real: string,
  word: string,
  kind: HctlKind,
): HostileHctl {
  const [file, pids] = [path.join(folder, 'hostile-hctl'), path.join(folder, 'hostile-pids')];
  const words = `real='${real}' pids='${pids}' poison='${poison}'`;
  writeFileSync(
    file,
    `#!/bin/sh\n${words}\ncase "$1" in ${word}) ${kinds[kind]};; *) exec "$real" "$@";; esac\n`,
    { mode: 0o755 },
  );
  return {
    file,
    remove: () => {
      const left = existsSync(pids) ? readFileSync(pids, 'utf8').trim().split('\n') : [];
      for (const pid of left) process.kill(Number(pid), 'SIGKILL');
      for (const each of [file, pids]) rmSync(each, { force: true });
    },
  };
}
