import { HareError } from '@hare/base';
import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { defineStage, type StageDefinition } from '../src/define-stage.js';
import type { StageContext } from '../src/stage-context.js';
import type { Step } from '../src/step.js';
import { runStageInProcess, type InProcessCall, type InProcessResult } from '../src/testing.js';

/** A stage that makes the state folder. */
export const folderStage = defineStage({
  name: 'make_folder',
  summary: 'Makes a folder',
  description: 'Makes the state folder.',
  changes: true,
  options: { mode: { flag: '--mode', value: 'MODE', default: '755', description: 'its mode' } },
  examples: [{ args: ['--mode', '700'], does: 'make a private one' }],
  steps: ({ places, options }) => [
    {
      id: 'folder',
      title: 'The state folder exists',
      check: async () =>
        (await stat(places.stateDir).catch(() => undefined))?.isDirectory() === true
          ? { ok: true }
          : {
              ok: false,
              error: new HareError('STEP_NOT_EFFECTIVE', `there is no folder ${places.stateDir}`),
              diff: `+ ${places.stateDir}`,
            },
      apply: async () => {
        await mkdir(places.stateDir, { recursive: true, mode: parseInt(options.mode, 8) });
      },
    },
  ],
});

/** A stage with the steps of a test. */
export const stageOf = (
  steps: (context: StageContext) => readonly Step[] | Promise<readonly Step[]>,
): StageDefinition => ({ ...folderStage, options: {}, steps: (context) => steps(context) });

/** A stage with one pure check. */
export const checkOf = (
  work: (context: StageContext) => ReturnType<Step['check']>,
): StageDefinition =>
  stageOf((context) => [{ id: 'look', title: 'It is so', check: () => work(context) }]);

export interface Machine {
  readonly root: string;
  readonly stateDir: string;
  readonly logFile: string;
  run(
    stage: StageDefinition,
    argv?: readonly string[],
    more?: Partial<InProcessCall>,
  ): Promise<InProcessResult>;
}

/** An empty folder as the root of a machine; it goes when the test ends. */
export async function emptyMachine(): Promise<Machine> {
  const root = await mkdtemp(path.join(tmpdir(), 'hare-stage-'));
  onTestFinished(() => rm(root, { recursive: true }));
  return {
    root,
    stateDir: path.join(root, 'var/lib/hare/setup'),
    logFile: path.join(root, 'var/log/seagate/hare/setup.log'),
    run: (stage, argv = [], more = {}) =>
      runStageInProcess(stage, { argv: ['--root', root, ...argv], ...more }),
  };
}

/** What a stage reads from the JSON file of `--config`; the masker learns what is in it. */
export async function readConfig({ configUrl = '', masker }: StageContext): Promise<unknown> {
  const data: unknown = JSON.parse(await readFile(configUrl.replace(/^json:(\/\/)?/, ''), 'utf8'));
  masker.learnFrom(data);
  return data;
}
