import { formatError, maskText, findVersion } from '@hare/base';
import { askedFor, callCommand } from '@hare/cli';
import { endProcess, printedExitCode } from '@hare/cli/streams';
import type { StageDefinition } from './define-stage.js';
import type { Invocation } from './execute-stage.js';
import { commonValues } from './options/common-values.js';
import { fitted, requestedFormat, processIo, type ProcessIo } from '@hare/cli/output';
import { parseStageOptions } from './options/parse-stage-options.js';
import { stageCommand } from './options/stage-command.js';
import type { StageReport } from './report/stage-report.js';

export interface RunStageOptions {
  /**
   * What a person types before the stage's options: `hare_setup config`; default: the stage's own
   * bin.
   */
  readonly program?: string;
  /** For `--version`; default: of the package that the running file belongs to. */
  readonly version?: string;
  /** Default: this process's. */
  readonly io?: ProcessIo;
  readonly planned?: Invocation['planned'];
  readonly agreed?: Invocation['agreed'];
  /** Called with the report; help and version have none. */
  onReport?(report: StageReport): void;
}

/**
 * Runs a stage by the command line of this process and ends it with the stage's exit code. A bin
 * calls `runStageBin` of `@hare/stage/bin`, which loads nothing before it is safe to.
 */
export async function runStage(stage: StageDefinition): Promise<void> {
  await endProcess(await runStageFromArgv(stage, process.argv.slice(2)));
}

/**
 * Runs a stage by its arguments, and returns the exit code: 0 success, 1 a problem, 2 wrong usage,
 * 129/130/143 interrupted. Help, version and wrong usage load nothing but the tables of options.
 */
export async function runStageFromArgv(
  stage: StageDefinition,
  argv: readonly string[],
  options: RunStageOptions = {},
): Promise<number> {
  const program = options.program ?? `hare-stage-${stage.name.replaceAll('_', '-')}`;
  const { io = processIo() } = options;
  try {
    if (askedFor(stageCommand(stage), argv) !== undefined) {
      await callCommand(stageCommand(stage), argv, {
        program,
        version: async () => options.version ?? (await findVersion(process.argv[1])),
        print: (text) => io.stdout.write(text),
      });
      return await printedExitCode(program, 0);
    }
    const parsed = parseStageOptions(stage, argv);
    const common = commonValues(parsed.common);
    const { executeStage } = await import('./execute-stage.js');
    const report = await executeStage({
      stage,
      options: parsed.own,
      common,
      argv,
      program,
      io,
      planned: options.planned,
      agreed: options.agreed,
    });
    options.onReport?.(report);
    return report.exitCode;
  } catch (error) {
    const coded = (await import('@hare/base')).codedError(error);
    if (coded === undefined) throw error;
    if (requestedFormat(argv) === 'text')
      io.stderr.write(fitted(`${program}: ${maskText(formatError(coded))}\n`, io.stderr));
    else {
      const { reportWrongUsage } = await import('./execute-stage.js');
      // Printed even without the report.
      const report = reportWrongUsage(coded, { stage, argv, program, io });
      options.onReport?.(report);
    }
    return coded.exitCode;
  } finally {
    io.dispose();
  }
}
