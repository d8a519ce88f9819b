import { escapeText, HareError } from '@hare/base';
import { durationOption, interruptExitCodes, placedCommand } from '@hare/cli';
import { createColors, fitted, processIo } from '@hare/cli/output';
import { loadMachine } from '@hare/stage';
import { defineCommand } from '../command.js';
import { defaultRun } from '../select-stages.js';
import { stages } from '../stages.js';
import {
  conditionOf,
  lookAtMachine,
  statusReport,
  type StatusReport,
  statusText,
} from '@hare/status';

/** `hare_setup status`: 0, or 1 when `--wait` waited in vain. */
export const status = defineCommand({
  name: 'status',
  summary: 'Show the state of the cluster, the last result of each stage, and the next step',
  description:
    'Shows in one word whether this machine is not configured, configured, formatted, starting, ' +
    'running, degraded, busy, interrupted or unknown; then the cluster as hctl reports it now, ' +
    'the last result of each stage, and the next step. Changes nothing.',
  options: {
    wait: {
      flag: '--wait',
      value: 'TIME',
      optionalValue: 'word',
      description:
        'wait until the cluster is running: 90, 90s, 5m (alone: as long as timeouts.bootstrap); ' +
        'fail if it is not by then',
    },
  },
  commonOptions: ['json', 'verbose', 'settings', 'root', 'color', 'noColor', 'version', 'help'],
  examples: [
    { args: [], does: 'print the state and the next step' },
    { args: ['--wait', '5m'], does: 'wait at most 5 minutes until the cluster is running' },
    { args: ['--json'], does: 'print one object for programs (schema: hare_setup schema status)' },
  ],
  run: async ({ own, common, json, argv }) => {
    const io = processIo();
    const machine = await loadMachine(common, io.env, io.uid);
    const waitMs = waitTime(own.wait, machine.settings.timeouts.bootstrap);
    const placed = (command: string): string => placedCommand(command, argv);
    const look = async (): Promise<StatusReport> => {
      const facts = await lookAtMachine(machine, io);
      const condition = conditionOf(facts, { placed, run: defaultRun });
      return statusReport(facts, condition, {
        now: new Date(),
        stages: stages.map(({ name }) => name),
      });
    };
    const report =
      waitMs === undefined
        ? await look()
        : await (await import('./wait-until-running.js')).waitUntilRunning(look, io, waitMs);
    const columns = io.stdout.columns ?? 0;
    io.stdout.write(
      json
        ? `${escapeText(JSON.stringify(report, undefined, 2))}\n`
        : fitted(
            statusText(report, {
              colors: createColors(io.stdout, io.env, machine.common.color),
              columns: columns === 0 ? 80 : columns,
              verbose: machine.common.verbose,
            }),
            io.stdout,
          ),
    );
    io.dispose();
    const signal = io.interruption.name();
    if (signal !== undefined) return interruptExitCodes[signal];
    if (waitMs !== undefined && report.state !== 'running')
      throw new HareError(
        'STATUS_NOT_RUNNING',
        `the cluster is not running after ${Math.round(waitMs / 1000)} s: ${report.state}`,
        { ...(report.next === undefined ? {} : { hint: report.next }) },
      );
    return 0;
  },
});

function waitTime(wait: string | boolean, whenAlone: number): number | undefined {
  if (wait === false) return undefined;
  return wait === true ? whenAlone : durationOption('--wait', wait);
}
