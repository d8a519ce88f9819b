import { processIo } from '@hare/cli/output';
import { write } from '@hare/cli/streams';
import { hostname } from 'node:os';
import { escapeText } from '@hare/base';
import { interruptExitCodes } from '@hare/cli';
import { readStageConfig, withoutPassword } from '@hare/stage';
import { defineCommand } from '../command.js';
import { forecastRun } from '../forecast/forecast-run.js';
import { stageAtWork } from '../forecast/stage-at-work.js';
import { passOn } from '../pass-on.js';
import { selectStages } from '../select-stages.js';
import { selectionOptions } from '../selection-options.js';
import { stages } from '../stages.js';

/** `hare_setup plan`: 0, or 1 when a stage would fail. */
export const plan = defineCommand({
  name: 'plan',
  summary: 'Show what a run would write, start and wipe',
  description:
    'Runs all checks of the stages that hare_setup run would run, and shows what they would ' +
    'do: each device with its current contents and whether it would be formatted, all files, ' +
    'the KV keys, the services to start. Works on a machine where no stage has run yet: each ' +
    'stage is checked with what the earlier stages would write. Changes nothing, not even ' +
    'the log.',
  options: selectionOptions,
  commonOptions: [
    'config',
    'kv',
    'facts',
    'node',
    'json',
    'verbose',
    'quiet',
    'settings',
    'root',
    'noColor',
    'version',
    'help',
  ],
  examples: [
    {
      args: ['--config', 'json:///tmp/exampleV2.json'],
      does: 'show what would be written, started and wiped',
    },
    {
      args: ['--config', 'json:///tmp/exampleV2.json', '--from', 'config', '--to', 'init', '-v'],
      does: 'only two stages, with all diffs and keys',
    },
    { args: ['--config', 'json:///tmp/exampleV2.json', '--json'], does: 'the same for programs' },
  ],
  run: async ({ own, common, argv, json }) => {
    const names = selectStages(
      stages.map(({ name }) => name),
      own,
    );
    const io = processIo();
    const {
      machine,
      masker,
      stages: forecasts,
    } = await forecastRun({ names, common, argv: passOn(plan, argv), io });
    const [{ makePlan }, { maskPlan }, { planText }, { createColors }] = await Promise.all([
      import('../plan/make-plan.js'),
      import('../plan/mask-plan.js'),
      import('../plan/plan-text.js'),
      import('@hare/cli/output'),
    ]);
    const url = machine.common.config ?? (await readStageConfig(machine.places))?.url;
    const made = makePlan({
      host: hostname(),
      time: new Date(),
      config: url === undefined ? undefined : withoutPassword(url),
      atWork: await stageAtWork(machine.places.lockFile),
      stages: forecasts,
    });
    const signal = io.interruption.name();
    io.dispose();
    const masked = {
      ...maskPlan(made, masker),
      ...(signal === undefined ? {} : { exitCode: interruptExitCodes[signal] }),
    };
    if (json) write(process.stdout, `${escapeText(JSON.stringify(masked, undefined, 2))}\n`);
    else
      write(
        process.stdout,
        planText(masked, {
          colors: createColors(io.stdout, io.env, machine.common.noColor),
          verbose: machine.common.verbose,
        }),
      );
    return masked.exitCode;
  },
});
