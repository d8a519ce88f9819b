import { processIo } from '@hare/cli/output';
import { write } from '@hare/cli/streams';
import { escapeText } from '@hare/base';
import { interruptExitCodes, localPath } from '@hare/cli';
import { defineCommand } from '../command.js';
import { passOn } from '../pass-on.js';
import { selectStages } from '../select-stages.js';
import { selectionOptions } from '../selection-options.js';
import { stages } from '../stages.js';
import { stagesNamed } from '../stages-named.js';

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
  options: {
    ...selectionOptions,
    out: {
      flag: '--out',
      value: 'FILE',
      description: 'also write the plan, for hare_setup run FILE, which does exactly this or stops',
    },
  },
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
    'color',
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
    {
      args: ['--config', 'json:///tmp/exampleV2.json', '--out', '/tmp/hare.plan'],
      does: 'and keep the plan for hare_setup run /tmp/hare.plan',
    },
    { args: ['--config', 'json:///tmp/exampleV2.json', '--json'], does: 'the same for programs' },
  ],
  run: async ({ own, common, argv, json }) => {
    const names = selectStages(
      stages.map(({ name }) => name),
      own,
    );
    const io = processIo();
    const [{ planHints, planRun, planText, writePlanFile }, { createColors, fitted }] =
      await Promise.all([import('@hare/plan'), import('@hare/cli/output')]);
    const planned = await planRun({
      stages: stagesNamed(names),
      common,
      argv: passOn(plan, argv),
      io,
    });
    const { color, verbose } = planned.machine.common;
    const signal = io.interruption.name();
    io.dispose();
    const masked = {
      ...planned.plan,
      ...(signal === undefined ? {} : { exitCode: interruptExitCodes[signal] }),
    };
    // A plan with failures cannot be run.
    const file = masked.exitCode === 0 ? own.out : undefined;
    if (file !== undefined) await writePlanFile(localPath(file, '--out'), names, planned);
    write(
      process.stdout,
      json
        ? `${escapeText(JSON.stringify(masked, undefined, 2))}\n`
        : fitted(
            planText(masked, { colors: createColors(io.stdout, io.env, color), verbose }) +
              planHints(masked, { verbose, file }),
            io.stdout,
          ),
    );
    return masked.exitCode;
  },
});
