import { formatError, isHareError } from '@hare/confstore/error';
import type { StageDefinition } from './define-stage.js';
import { helpText } from './options/help-text.js';
import { optionTable } from './options/option-table.js';
import { parseOptions } from './options/parse-options.js';
import { findVersion } from './find-version.js';
import { processIo, type StageIo } from './process-io.js';
import type { StageReport } from './report/stage-report.js';

export interface RunStageOptions {
  /** What a person types before the stage's options: `hare_setup config`; default: the stage's own bin. */
  readonly program?: string;
  /** For `--version`; default: of the package that the running file belongs to. */
  readonly version?: string;
  /** Default: this process's. */
  readonly io?: StageIo;
  /** Is given the report, if the stage came as far as that. */
  onReport?(report: StageReport): void;
}

/** Runs a stage by the command line of this process and sets its exit code: the whole body of a bin. */
export async function runStage(stage: StageDefinition): Promise<void> {
  process.exitCode = await runStageFromArgv(stage, process.argv.slice(2));
}

/**
 * Runs a stage by its arguments, and answers the exit code: 0 success, 1 a problem, 2 wrong usage, 130/143 interrupted.
 * Help, version and wrong usage load nothing but the tables of options.
 */
export async function runStageFromArgv(stage: StageDefinition, argv: readonly string[], options: RunStageOptions = {}): Promise<number> {
  const program = options.program ?? `hare-stage-${stage.name.replaceAll('_', '-')}`;
  const io = options.io ?? processIo();
  try {
    const asks = (...flags: readonly string[]): boolean => argv.some((word) => flags.includes(word));
    if (asks('-h', '--help')) {
      io.stdout.write(helpText(stage, program));
      return 0;
    }
    if (asks('--version')) {
      io.stdout.write(`${options.version ?? (await findVersion(process.argv[1]))}\n`);
      return 0;
    }
    const parsed = parseOptions(optionTable(stage), argv);
    const { executeStage } = await import('./execute-stage.js');
    const report = await executeStage({ stage, parsed, argv, program, io });
    options.onReport?.(report);
    return report.exitCode;
  } catch (error) {
    if (!isHareError(error)) throw error;
    io.stderr.write(`${program}: ${formatError(error)}\n`);
    return error.exitCode;
  } finally {
    io.dispose();
  }
}
