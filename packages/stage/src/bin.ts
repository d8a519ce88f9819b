import path from 'node:path';
import { runBin } from '@hare/cli';
import type { StageDefinition } from './define-stage.js';

/**
 * The whole body of a stage's bin: runs the stage by the command line of this process and ends it
 * with the stage's exit code.
 */
export async function runStageBin(load: () => Promise<StageDefinition>): Promise<void> {
  await runBin(path.basename(process.argv[1] ?? 'hare-stage'), async () => {
    const [{ runStageFromArgv }, stage] = await Promise.all([import('./run-stage.js'), load()]);
    return runStageFromArgv(stage, process.argv.slice(2));
  });
}
