import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * A shell guards the program: it reads its standard input, a pipe of ours, until the end, which
 * comes when we close it or when this process is gone for whatever reason; then it kills the
 * program.
 */
const guard =
  'log=$1; shift; "$@" </dev/null >>"$log" 2>&1 & pid=$!; echo "$pid"; cat >/dev/null; kill -KILL "$pid" 2>/dev/null; wait "$pid" 2>/dev/null';

/**
 * Starts a program whose output goes to a file; answers its process id, and `stop`, which kills it
 * and resolves when it is gone.
 */
export async function startGuarded(command, args, logFile) {
  const shell = spawn('sh', ['-c', guard, 'sh', logFile, command, ...args], {
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  });
  const closed = once(shell, 'close');
  shell.stdin.on('error', () => undefined);
  const [line] = await once(createInterface({ input: shell.stdout }), 'line');
  const pid = Number(line);
  shell.unref();
  return {
    pid,
    async stop() {
      shell.ref();
      shell.stdin.end();
      await closed;
    },
  };
}
