import path from 'node:path';
import { runBin, startBin } from '@hare/cli/bin';
import type { StageDefinition } from './define-stage.js';
import { stageCommand } from './options/stage-command.js';
export { startBin, stageCommand };

/**
 * The whole body of a stage's bin: runs the stage by the command line of this process and ends it
 * with the stage's exit code. `version`: of the package, where the running file belongs to none.
 */
export async function runStageBin(
  load: () => Promise<StageDefinition>,
  version?: string,
): Promise<void> {
  await runBin({
    name: path.basename(process.argv[1] ?? 'hare-stage'),
    table: async () => stageCommand(await load()),
    program: ({ name }) => `hare-stage-${name.replaceAll('_', '-')}`,
    run: async (argv) => {
      const [{ runStageFromArgv }, stage] = await Promise.all([import('./run-stage.js'), load()]);
      return runStageFromArgv(stage, argv, version === undefined ? {} : { version });
    },
  });
}
