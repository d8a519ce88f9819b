import type { Masker, ProcessIo } from '@hare/cli/output';
import type { Machine, StageDefinition } from '@hare/stage';
import type { ParsedOptions } from '@hare/cli';
import type { StageForecast } from '@hare/stage/forecast';

/** What stages would do one after the other on this machine. */
export interface RunForecast {
  readonly machine: Machine;
  readonly masker: Masker;
  readonly stages: readonly StageForecast[];
  /** Texts of the files that the stages would have written, by path. */
  readonly planned: ReadonlyMap<string, string>;
}

export interface ForecastRunOptions {
  /** In the order of the run. */
  readonly stages: readonly { readonly name: string; load(): Promise<StageDefinition> }[];
  readonly common: ParsedOptions;
  /** Options that every stage has. */
  readonly argv: readonly string[];
  readonly io: ProcessIo;
  /**
   * Stages that are asked about the current machine, not about its state after the stages before.
   */
  readonly isAlone?: (stage: string) => boolean;
}

/**
 * Asks stages, in order, what they would do; each sees what those before it would have written.
 * Changes nothing. @throws HareError for wrong settings
 */
export async function forecastRun({
  stages,
  common,
  argv,
  io,
  isAlone = () => false,
}: ForecastRunOptions): Promise<RunForecast> {
  const [{ createMasker }, { loadMachine }, { createLookReporter, forecastStage }] =
    await Promise.all([
      import('@hare/cli/output'),
      import('@hare/stage'),
      import('@hare/stage/forecast'),
    ]);
  const machine = await loadMachine(common, io.env, io.uid);
  const masker = createMasker();
  masker.addNames(machine.settings.secrets.extra);
  masker.learnFrom([machine.settings.kv, io.env, argv]);
  const planned = new Map<string, string>();
  const reporter = createLookReporter(
    machine.common.quiet ? { write: () => undefined } : io.stderr,
    () => Date.now(),
  );
  const forecasts: StageForecast[] = [];
  for (const entry of stages) {
    const stage = await entry.load();
    if (io.interruption.name() !== undefined) break;
    forecasts.push(
      await forecastStage({
        stage,
        argv,
        settings: machine.settings,
        places: machine.places,
        io,
        masker,
        reporter,
        planned: isAlone(entry.name) ? new Map<string, string>() : planned,
      }),
    );
  }
  const { report } = forecasts.at(-1) ?? {};
  if (report !== undefined) reporter.end(report);
  return { machine, masker, stages: forecasts, planned };
}
