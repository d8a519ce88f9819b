import path from 'node:path';
import type { Readable } from 'node:stream';
import { HareError, findProgram, sayLeftOut, searchedFolders, maskText } from '@hare/base';
import { collectEnds, collectWhole, type CollectedOutput } from './collect-output.js';
import type { CommandOptions, CommandResult, RunCommand } from './command.js';
import { spawnError } from './spawn-error.js';
import { tellLastLine } from './tell-last-line.js';
import { signalProcessGroup, stopProcessGroup } from './stop-process-group.js';

/** What a runner of commands is bound to. */
export interface RunCommandContext {
  /**
   * Aborted by the first SIGHUP, SIGINT or SIGTERM: no further command starts, running ones are
   * stopped.
   */
  readonly signal?: AbortSignal;
  /** Aborted by the second: running commands are killed at once. */
  readonly killSignal?: AbortSignal;
  readonly log?: { debug(text: string): void };
  /** Takes secrets out of what is logged; default: by their names. */
  readonly mask?: (text: string) => string;
  /** The whole environment of the commands; default: this process's. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly limits?: Partial<CommandLimits>;
}

export interface CommandLimits {
  /** Of each stream, where all of it is wanted. */
  readonly maxOutputBytes: number;
  /** Of each stream, where beginning and end are enough; and of what goes to the log. */
  readonly maxEndsBytes: number;
  /** What a command that writes gets to end by itself after an interruption. */
  readonly graceMs: number;
  /** Between TERM and KILL. */
  readonly killAfterMs: number;
  /**
   * How long output may stay open after the command itself ended: a daemon it left behind may keep
   * it open for ever.
   */
  readonly drainMs: number;
  /**
   * How long a killed command may take to be gone: one that is blocked in the kernel cannot be
   * killed.
   */
  readonly stuckAfterMs: number;
}

const defaultLimits: CommandLimits = {
  maxOutputBytes: 16 * 1024 ** 2,
  maxEndsBytes: 1024 ** 2,
  graceMs: 30_000,
  killAfterMs: 10_000,
  drainMs: 1000,
  stuckAfterMs: 10_000,
};

/**
 * A `RunCommand`: each command leads a process group of its own, no shell reads its words, and
 * nothing of it outlives a timeout.
 */
export function createRunCommand(context: RunCommandContext = {}): RunCommand {
  const limits = { ...defaultLimits, ...context.limits };
  const { mask = maskText } = context;
  return async (command, options = {}) => {
    const words = command.map((word) => mask(word));
    if (context.signal?.aborted === true && options.afterInterruption !== true)
      throw interrupted(words, 'was not started');
    context.log?.debug(`$ ${words.join(' ')}`);
    const result = await execute(command, options, context, limits);
    context.log?.debug(describe(result, mask, limits.maxEndsBytes));
    return result;
  };
}

async function execute(
  command: readonly [string, ...string[]],
  options: CommandOptions,
  context: RunCommandContext,
  limits: CommandLimits,
): Promise<CommandResult> {
  const { execa } = await import('./execa.js');
  const started = performance.now();
  const env = { ...(context.env ?? process.env), ...options.env };
  const searched = searchedFolders(env['PATH']).folders.join(path.delimiter);
  const [program, ...words] = notingSuccess(
    [programOf(command, env['PATH']), ...command.slice(1)],
    options.noteSuccess,
  );
  const subprocess = execa(program, words, {
    // A working directory that is removed or unmounted meanwhile harms no command, and no command
    // keeps it.
    cwd: '/',
    detached: true,
    reject: false,
    buffer: false,
    extendEnv: false,
    // Programs that this one calls are not searched in other places either.
    env: { ...env, PATH: searched },
    ...(options.input === undefined ? { stdin: 'ignore' as const } : { input: options.input }),
  });
  const { pid } = subprocess;
  if (pid === undefined)
    throw spawnError(command, (await subprocess).cause as NodeJS.ErrnoException);

  type Reason = 'timeout' | 'interruption' | 'output' | 'asked';
  const timers: NodeJS.Timeout[] = [];
  let stopping: Promise<void> | undefined;
  let reason: Reason | undefined;
  let giveUp: (error: HareError) => void = () => undefined;
  const killed = (): void =>
    void timers.push(
      setTimeout(() => giveUp(stuck(command, pid, limits.stuckAfterMs)), limits.stuckAfterMs),
    );
  const stop = (why: Reason): void => {
    reason ??= why;
    stopping ??= stopProcessGroup(pid, { killAfterMs: limits.killAfterMs, pollMs: 20 }).then(
      killed,
    );
  };
  const ends = (options.output ?? (options.writes === true ? 'ends' : 'whole')) === 'ends';
  const collect = (stream: Readable): CollectedOutput =>
    ends
      ? collectEnds(stream, limits.maxEndsBytes)
      : collectWhole(stream, limits.maxOutputBytes, () => stop('output'));
  const [stdout, stderr] = [collect(subprocess.stdout), collect(subprocess.stderr)];
  const { onOutput } = options;
  const stopTelling =
    onOutput === undefined
      ? undefined
      : tellLastLine([subprocess.stdout, subprocess.stderr], (line) =>
          onOutput((context.mask ?? maskText)(line)),
        );
  const onAbort = (): void => {
    if (options.writes === true)
      timers.push(setTimeout(() => stop('interruption'), limits.graceMs));
    else stop('interruption');
  };
  const onKill = (): void => {
    reason ??= 'interruption';
    signalProcessGroup(pid, 'SIGKILL');
    killed();
  };
  const onAsked = (): void => stop('asked');
  if (options.signal?.aborted === true) onAsked();
  options.signal?.addEventListener('abort', onAsked, { once: true });
  if (options.timeoutMs !== undefined)
    timers.push(setTimeout(() => stop('timeout'), options.timeoutMs));
  if (options.afterInterruption !== true) {
    if (context.signal?.aborted === true) onAbort();
    context.signal?.addEventListener('abort', onAbort, { once: true });
  }
  context.killSignal?.addEventListener('abort', onKill, { once: true });
  try {
    const { code, signal } = await new Promise<{
      code: number | null;
      signal: NodeJS.Signals | null;
    }>((resolve, reject) => {
      giveUp = (error) => {
        subprocess.unref();
        subprocess.stdout.destroy();
        subprocess.stderr.destroy();
        reject(error);
      };
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
    const ended = {
      exitCode: code ?? undefined,
      signal: signal ?? undefined,
      timedOut: reason === 'timeout',
    };
    if (reason === 'interruption')
      throw interrupted(
        command.map((word) => (context.mask ?? maskText)(word)),
        `was stopped (${ended.signal ?? `exit code ${String(ended.exitCode)}`})`,
      );
    if (reason === 'output') throw tooMuch(command, limits.maxOutputBytes);
    const truncated = stdout.truncated() || stderr.truncated();
    return {
      command,
      stdout: stdout.text(),
      stderr: stderr.text(),
      ...ended,
      durationMs: Math.round(performance.now() - started),
      ...(truncated ? { truncated } : {}),
    };
  } finally {
    for (const timer of timers) clearTimeout(timer);
    stopTelling?.();
    context.signal?.removeEventListener('abort', onAbort);
    context.killSignal?.removeEventListener('abort', onKill);
    options.signal?.removeEventListener('abort', onAsked);
  }
}

/**
 * The words of a command that leaves a file when it has returned 0. A shell waits for it in the
 * same process group, ends as the command ended, and outlives us when only we are killed. Its text
 * is fixed: file and words are its arguments.
 */
function notingSuccess(
  command: readonly [string, ...string[]],
  file: string | undefined,
): readonly [string, ...string[]] {
  if (file === undefined) return command;
  const text = [
    'trap : HUP INT TERM; "$@"; code=$?',
    '[ $code -ne 0 ] || (umask 077; : >"$0")',
    'trap - HUP INT TERM',
    '[ $code -le 128 ] || kill -$((code - 128)) $$ 2>/dev/null',
    'exit $code',
  ].join('; ');
  return ['/bin/sh', '-c', text, file, ...command];
}

/** The program's absolute path. @throws HareError `COMMAND_NOT_FOUND`, `COMMAND_NOT_EXECUTABLE` */
function programOf(
  command: readonly [string, ...string[]],
  searchPath: string | undefined,
): string {
  const [name] = command;
  if (name.includes(path.sep)) return path.resolve(name);
  const { file, forbidden, leftOut } = findProgram(name, searchPath);
  if (file !== undefined) return file;
  const cause = Object.assign(new Error(`${name} is not on PATH${sayLeftOut(leftOut)}`), {
    code: forbidden === undefined ? 'ENOENT' : 'EACCES',
  });
  throw spawnError(command, cause);
}

function interrupted(command: readonly string[], what: string): HareError {
  return new HareError(
    'COMMAND_INTERRUPTED',
    `${command[0] ?? ''} ${what}: the stage was interrupted`,
    { where: { command }, hint: 'run the stage again' },
  );
}

function tooMuch(command: readonly string[], limitBytes: number): HareError {
  return new HareError(
    'COMMAND_OUTPUT_TOO_LARGE',
    `${command[0] ?? ''} printed more than ${limitBytes / 1024 ** 2} MiB and was stopped`,
    { where: { command }, hint: `check what it prints: ${command.join(' ')} | head` },
  );
}

function stuck(command: readonly string[], pid: number, afterMs: number): HareError {
  return new HareError(
    'COMMAND_STUCK',
    `${command[0] ?? ''} (process ${pid}) still exists ${afterMs / 1000} s after it was killed`,
    {
      where: { command },
      hint: `check what it waits for in the kernel, usually a device: cat /proc/${pid}/stack`,
    },
  );
}

function describe(result: CommandResult, mask: (text: string) => string, maxBytes: number): string {
  const ending =
    result.signal === undefined ? `exit ${String(result.exitCode)}` : `killed by ${result.signal}`;
  const late = result.timedOut ? 'timed out, ' : '';
  const cut = result.truncated === true ? ', output cut' : '';
  const head = `${late}${ending} after ${result.durationMs} ms${cut}`;
  const output = [
    ...indent(mask(endsOf(result.stdout, maxBytes).trimEnd()), 'stdout'),
    ...indent(mask(endsOf(result.stderr, maxBytes).trimEnd()), 'stderr'),
  ];
  return [head, ...output].join('\n');
}

/**
 * Beginning and end of a long text, cut between lines: a line cut in two could hide a secret from
 * the mask.
 */
function endsOf(text: string, most: number): string {
  if (text.length <= most) return text;
  const half = Math.floor(most / 2);
  const head = text.slice(0, text.lastIndexOf('\n', half) + 1);
  const after = text.indexOf('\n', text.length - half);
  const tail = after === -1 ? '' : text.slice(after + 1);
  return `${head}… ${text.length - head.length - tail.length} characters omitted …\n${tail}`;
}

function indent(text: string, stream: string): string[] {
  return text === '' ? [] : text.split('\n').map((line) => `  ${stream}: ${line}`);
}
