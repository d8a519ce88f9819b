import { escapeText, type HareError } from '@hare/base';
import { commandText, localPath, type ParsedOptions } from '@hare/cli';
import {
  createColors,
  createMasker,
  type Masker,
  type ProcessIo,
  requestedFormat,
} from '@hare/cli/output';
import type { StageDefinition } from './define-stage.js';
import { machineOf } from './load-machine.js';
import { commonValues, type CommonValues } from './options/common-values.js';
import { cdfOption } from './options/shared-options.js';
import { createEventReporter } from './report/event-reporter.js';
import type { Reporter } from './report/reporter.js';
import { createRunOutput } from './report/run-output.js';
import type { StageReport } from './report/stage-report.js';
import { createTextReporter } from './report/text-reporter.js';
import { runOnMachine } from './run-on-machine.js';
import { misspeltVariables } from './settings/environment-settings.js';

/** A stage and a command line that is read already. */
export interface Invocation {
  readonly stage: StageDefinition;
  readonly options: ParsedOptions;
  readonly common: CommonValues;
  readonly argv: readonly string[];
  /** What a person types: `hare_setup config`. */
  readonly program: string;
  readonly io: ProcessIo;
  /**
   * In a dry run of several stages: what those before would have written; this one's files are
   * added.
   */
  readonly planned?: Map<string, string> | undefined;
  /** What the user agreed to in a plan. */
  readonly agreed?: readonly string[] | undefined;
}

/** Runs a stage: settings, log, lock, steps, report, journal. What goes wrong is in the report. */
export async function executeStage(invocation: Invocation): Promise<StageReport> {
  const { common, argv, io, options } = invocation;
  const masker = createMasker();
  masker.learnFrom(io.env);
  masker.learnFrom(argv);
  const output = createRunOutput(invocation, masker, reporterOf(invocation, masker));
  try {
    const { settings, places } = await machineOf(common, io);
    masker.addNames(settings.secrets.extra);
    masker.learnFrom([settings.kv]);
    for (const warning of misspeltVariables(io.env)) output.log.warn(warning);
    const skipped = skipReason(common.services);
    if (skipped !== undefined) return output.end({ steps: [], skipped });
    const namedCdf =
      typeof options['cdf'] === 'string' ? localPath(options['cdf'], cdfOption.flag) : undefined;
    return await runOnMachine(invocation, output, { settings, places: { ...places, namedCdf } });
  } catch (error) {
    return output.end({ steps: [], error });
  }
}

/** A requested report is printed even for an invalid command line. */
export function reportWrongUsage(
  error: HareError,
  call: Pick<Invocation, 'stage' | 'argv' | 'program' | 'io'>,
): StageReport {
  const common = commonValues({ format: requestedFormat(call.argv) });
  const invocation = { ...call, options: {}, common };
  const masker = createMasker();
  const output = createRunOutput(invocation, masker, reporterOf(invocation, masker));
  return output.end({ steps: [], error });
}

const ours = ['hare', 'hax', 'all'];

/** Why the stage is skipped: `--services` names services, and none of them is ours. */
function skipReason(services: string | undefined): string | undefined {
  const names = services?.split(/[\s,]+/).filter((name) => name !== '');
  return names === undefined || names.some((name) => ours.includes(name.toLowerCase()))
    ? undefined
    : `--services ${services} contains none of ${ours.join(', ')}`;
}

function reporterOf({ stage, common, argv, program, io }: Invocation, masker: Masker): Reporter {
  const { dryRun, format, quiet, verbose } = common;
  const stdout = format === 'text' ? io.stdout : io.stderr;
  const people = createTextReporter({
    stdout,
    stderr: io.stderr,
    colors: createColors(stdout, io.env, common.color),
    errorColors: createColors(io.stderr, io.env, common.color),
    program,
    quiet,
    verbose,
    now: () => Date.now(),
  });
  if (format === 'json')
    return {
      ...people,
      end: (report) => {
        people.end(report);
        io.stdout.write(`${escapeText(JSON.stringify(report, undefined, 2))}\n`);
      },
    };
  if (format === 'text') return people;
  const events = createEventReporter({
    stdout: io.stdout,
    stage: stage.name,
    command: masker.text(commandText(program, argv)),
    dryRun,
    verbose,
    now: () => new Date(),
  });
  type Tell = (...told: readonly unknown[]) => void;
  return new Proxy(people, {
    get: (_people, name: keyof Reporter): Tell => {
      return (...told) => [events, people].forEach((to) => (to[name] as Tell)(...told));
    },
  });
}
