import type { Output } from '@hare/cli/output';
import { hostname } from 'node:os';
import { escapeText } from '@hare/base';
import type { EventBody, StageEvent } from './event.js';
import type { Reporter } from './reporter.js';

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
    defect: () => undefined,
    stepEnded: (report) => write({ event: 'step-end', report }),
    end: (report) => write({ event: 'stage-end', report }),
  };
}
