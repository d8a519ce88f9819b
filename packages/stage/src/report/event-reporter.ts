import type { LogLevel, Output } from '@hare/cli/output';
import { hostname } from 'node:os';
import { escapeText } from '@hare/base';
import type { Reporter } from './reporter.js';
import type { StageReport, StepReport } from './stage-report.js';

/** One line of `--format jsonl`; `eventSchema` describes it. Secrets are masked. */
export type StageEvent = EventHead & EventBody;

interface EventHead {
  /** Changes when a reader of the earlier version could misread this one. */
  readonly schema: 'hare.event/1';
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly stage: string;
}

export type EventBody =
  | {
      readonly event: 'stage-begin';
      readonly command: string;
      readonly dryRun: boolean;
      readonly host: string;
      readonly pid: number;
    }
  /** The check of a step begins: at first of all steps, in order. */
  | { readonly event: 'step-check'; readonly step: string; readonly title: string }
  /** The work on a step begins. */
  | { readonly event: 'step-begin'; readonly step: string; readonly title: string }
  /** What is being done or waited for, and until when at most. */
  | { readonly event: 'progress'; readonly text: string; readonly until?: string }
  | { readonly event: 'log'; readonly level: LogLevel; readonly text: string }
  | { readonly event: 'step-end'; readonly report: StepReport }
  | { readonly event: 'stage-end'; readonly report: StageReport };

export interface EventReporterOptions {
  readonly stdout: Output;
  readonly stage: string;
  /** As a person typed it, secrets masked. */
  readonly command: string;
  readonly dryRun: boolean;
  /** Also what goes to the log only. */
  readonly verbose: boolean;
  readonly now: () => Date;
}

/** Shows a run as one JSON object a line, as things happen (`--format jsonl`). */
export function createEventReporter({
  stdout,
  stage,
  command,
  dryRun,
  verbose,
  now,
}: EventReporterOptions): Reporter {
  const write = (body: EventBody): void => {
    const event: StageEvent = { schema: 'hare.event/1', time: now().toISOString(), stage, ...body };
    stdout.write(`${escapeText(JSON.stringify(event))}\n`);
  };
  let said = '';
  write({ event: 'stage-begin', command, dryRun, host: hostname(), pid: process.pid });
  return {
    checking: ({ id, title }) => write({ event: 'step-check', step: id, title }),
    stepStarted: ({ id, title }) => write({ event: 'step-begin', step: id, title }),
    progress: (text, until) => {
      // Callers repeat themselves while they wait.
      const now = `${text}\n${until?.toISOString() ?? ''}`;
      if (now !== said)
        write({
          event: 'progress',
          text,
          ...(until === undefined ? {} : { until: until.toISOString() }),
        });
      said = now;
    },
    line: (level, text) => {
      if (level === 'warn' || verbose) write({ event: 'log', level, text });
    },
    question: () => undefined,
    defect: () => undefined,
    stepEnded: (report) => write({ event: 'step-end', report }),
    end: (report) => write({ event: 'stage-end', report }),
  };
}
