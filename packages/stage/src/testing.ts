import type { StageDefinition } from './define-stage.js';
import { createInterruption, type Interruption } from '@hare/cli/output';
import type { Step } from './step.js';
import { runStageFromArgv } from './run-stage.js';
import type { StageReport } from './report/stage-report.js';

export interface InProcessCall {
  readonly argv: readonly string[];
  /** Added to PATH, HOME and nothing else. */
  readonly env?: Readonly<Record<string, string>>;
  readonly program?: string;
  /** Effective user id that the settings' ownership check sees; default: an ordinary user. */
  readonly uid?: number;
  /** As if a person sat at a terminal. */
  readonly terminal?: boolean;
  /** What the user types at a question; absent: no one can be asked. */
  readonly answer?: string;
  /** What the user agreed to before, as `hare_setup run` passes it. */
  readonly agreed?: readonly string[];
  /** For tests that interrupt the stage. */
  readonly interruption?: Interruption;
}

export interface InProcessResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** @throws when the call made none: help, version, wrong usage. */
  readonly report: StageReport;
}

/**
 * Runs a stage in this process as its bin would, with output and report caught: for the tests of
 * stages.
 */
export async function runStageInProcess(
  stage: StageDefinition,
  {
    argv,
    env = {},
    program,
    uid = 1000,
    terminal = false,
    answer,
    agreed,
    interruption = createInterruption(),
  }: InProcessCall,
): Promise<InProcessResult> {
  const written = { stdout: '', stderr: '' };
  const output = (
    name: 'stdout' | 'stderr',
  ): { readonly isTTY: boolean; write(text: string): void } => ({
    isTTY: terminal && name === 'stderr',
    write: (text) => {
      written[name] += text;
    },
  });
  const { PATH = '', HOME = '/' } = process.env;
  let report: StageReport | undefined;
  const exitCode = await runStageFromArgv(stage, argv, {
    ...(program === undefined ? {} : { program }),
    version: '0.0.0',
    agreed,
    io: {
      stdout: output('stdout'),
      stderr: output('stderr'),
      env: { PATH, HOME, ...env },
      interruption,
      ...(answer === undefined ? {} : { ask: () => Promise.resolve(answer) }),
      uid,
      dispose: () => undefined,
    },
    onReport: (made) => {
      report = made;
    },
  });
  return {
    exitCode,
    ...written,
    get report() {
      if (report === undefined)
        throw new Error(`the call made no report: ${written.stderr}${written.stdout}`);
      return report;
    },
  };
}

/**
 * A stage whose world moves at a defined moment: when the step with this id has been checked in its
 * turn, and is about to be applied.
 */
export function withWorldMoving(
  stage: StageDefinition,
  id: string,
  move: () => unknown,
): StageDefinition {
  const moving = (step: Step): Step =>
    step.id === id
      ? { ...step, apply: async (look) => (await move(), await step.apply?.(look)) }
      : step;
  return { ...stage, steps: async (context) => (await stage.steps(context)).map(moving) };
}
