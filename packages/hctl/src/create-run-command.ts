import path from 'node:path';
import { HareError } from '@hare/confstore/error';
import { maskText } from '@hare/confstore/secrets';
import { collectOutput } from './collect-output.js';
import type { CommandOptions, CommandResult, RunCommand } from './command.js';
import { spawnError } from './spawn-error.js';
import { signalProcessGroup, stopProcessGroup } from './stop-process-group.js';

/** What a runner of commands is bound to. */
export interface RunCommandContext {
  /** Aborted by the first SIGHUP, SIGINT or SIGTERM: no further command starts, running ones are stopped. */
  readonly signal?: AbortSignal;
  /** Aborted by the second: running commands are killed at once. */
  readonly killSignal?: AbortSignal;
  readonly log?: { debug(text: string): void };
  /** Takes secrets out of what is logged; default: by the names beside them. */
  readonly mask?: (text: string) => string;
  /** The whole environment of the commands; default: this process's. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly limits?: Partial<CommandLimits>;
}

export interface CommandLimits {
  /** Of each stream. */
  readonly maxOutputBytes: number;
  /** What a command that writes gets to end by itself after an interruption. */
  readonly graceMs: number;
  /** Between TERM and KILL. */
  readonly killAfterMs: number;
  /** How long output may stay open after the command itself ended: a daemon it left behind may hold it for ever. */
  readonly drainMs: number;
}

const defaultLimits: CommandLimits = { maxOutputBytes: 64 * 1024 * 1024, graceMs: 30_000, killAfterMs: 10_000, drainMs: 1000 };

/** A `RunCommand`: each command leads a process group of its own, no shell is ever involved, and nothing of it outlives a timeout. */
export function createRunCommand(context: RunCommandContext = {}): RunCommand {
  const limits = { ...defaultLimits, ...context.limits };
  const { mask = maskText } = context;
  return async (command, options = {}) => {
    const words = command.map((word) => mask(word));
    if (context.signal?.aborted === true && options.afterInterruption !== true) throw interrupted(words, 'was not started');
    context.log?.debug(`$ ${words.join(' ')}`);
    const result = await execute(command, options, context, limits);
    context.log?.debug(describe(result, mask));
    return result;
  };
}

async function execute(command: readonly [string, ...string[]], options: CommandOptions, context: RunCommandContext, limits: CommandLimits): Promise<CommandResult> {
  const { execa } = await import('execa');
  const started = performance.now();
  const [file, ...words] = command;
  const subprocess = execa(file.includes(path.sep) ? path.resolve(file) : file, words, {
    // A working directory that is removed or unmounted meanwhile harms no command, and no command keeps it.
    cwd: '/',
    detached: true,
    reject: false,
    buffer: false,
    extendEnv: false,
    env: { ...(context.env ?? process.env), ...options.env },
    ...(options.input === undefined ? { stdin: 'ignore' as const } : { input: options.input }),
  });
  const { pid } = subprocess;
  if (pid === undefined) throw spawnError(command, (await subprocess).cause as NodeJS.ErrnoException);

  const stdout = collectOutput(subprocess.stdout, limits.maxOutputBytes);
  const stderr = collectOutput(subprocess.stderr, limits.maxOutputBytes);
  let stopping: Promise<void> | undefined;
  let reason: 'timeout' | 'interruption' | undefined;
  const stop = (why: 'timeout' | 'interruption'): void => {
    reason ??= why;
    stopping ??= stopProcessGroup(pid, { killAfterMs: limits.killAfterMs, pollMs: 20 });
  };
  const timers: NodeJS.Timeout[] = [];
  const onAbort = (): void => {
    if (options.writes === true) timers.push(setTimeout(() => stop('interruption'), limits.graceMs));
    else stop('interruption');
  };
  const onKill = (): void => {
    reason ??= 'interruption';
    signalProcessGroup(pid, 'SIGKILL');
  };
  if (options.timeoutMs !== undefined) timers.push(setTimeout(() => stop('timeout'), options.timeoutMs));
  if (options.afterInterruption !== true) {
    if (context.signal?.aborted === true) onAbort();
    context.signal?.addEventListener('abort', onAbort, { once: true });
  }
  context.killSignal?.addEventListener('abort', onKill, { once: true });
  try {
    const { code, signal } = await new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
      subprocess.once('exit', (code, signal) => resolve({ code, signal }));
    });
    await stopping;
    timers.push(
      setTimeout(() => {
        subprocess.stdout.destroy();
        subprocess.stderr.destroy();
      }, limits.drainMs),
    );
    await subprocess;
    const ended = { exitCode: code ?? undefined, signal: signal ?? undefined, timedOut: reason === 'timeout' };
    if (reason === 'interruption') throw interrupted(command.map((word) => (context.mask ?? maskText)(word)), `was stopped (${ended.signal ?? `exit code ${String(ended.exitCode)}`})`);
    const truncated = stdout.truncated() || stderr.truncated();
    return { command, stdout: stdout.text(), stderr: stderr.text(), ...ended, durationMs: Math.round(performance.now() - started), ...(truncated ? { truncated } : {}) };
  } finally {
    for (const timer of timers) clearTimeout(timer);
    context.signal?.removeEventListener('abort', onAbort);
    context.killSignal?.removeEventListener('abort', onKill);
  }
}

function interrupted(command: readonly string[], what: string): HareError {
  return new HareError('COMMAND_INTERRUPTED', `${command[0] ?? ''} ${what}: the stage was interrupted`, { where: { command }, hint: 'run the stage again' });
}

function describe(result: CommandResult, mask: (text: string) => string): string {
  const ending = result.signal === undefined ? `exit ${String(result.exitCode)}` : `killed by ${result.signal}`;
  const head = `${result.timedOut ? 'timed out, ' : ''}${ending} after ${result.durationMs} ms${result.truncated === true ? ', output cut' : ''}`;
  const output = [...indent(mask(result.stdout.trimEnd()), 'stdout'), ...indent(mask(result.stderr.trimEnd()), 'stderr')];
  return [head, ...output].join('\n');
}

function indent(text: string, stream: string): string[] {
  return text === '' ? [] : text.split('\n').map((line) => `  ${stream}: ${line}`);
}
