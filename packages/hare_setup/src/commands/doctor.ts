import { outputFormat, processIo } from '@hare/cli/output';
import { escapeText } from '@hare/base';
import { defineCommand } from '../command.js';
import type { DoctorEvent } from '../doctor/doctor-report.js';
import { passOn } from '../pass-on.js';

/** `hare_setup doctor`: 0, or 1 when there is a problem. */
export const doctor = defineCommand({
  name: 'doctor',
  summary: 'Find what is wrong with this machine, and say what to do about it',
  description:
    'Calls every check of every stage, and looks at what no stage looks at: whether clocks ' +
    'agree, whether the names of the nodes can be resolved, whether the ports that Consul, ' +
    'hax and Motr need are free and who has them, whether there is room for files. ' +
    'Also on a machine where nothing was run yet. Nothing at all is changed, not even the ' +
    'log. Warnings and things to do do not make it fail, problems do.',
  options: {},
  commonOptions: [
    'config',
    'kv',
    'facts',
    'node',
    'json',
    'format',
    'verbose',
    'quiet',
    'settings',
    'root',
    'noColor',
    'version',
    'help',
  ],
  examples: [
    { args: [], does: 'look at a machine that config has run on' },
    {
      args: ['--config', 'json:///tmp/exampleV2.json'],
      does: 'look at a machine before the first run',
    },
    { args: ['-q'], does: 'print warnings and problems only' },
    { args: ['--json'], does: 'one object for programs; its schema: hare_setup schema doctor' },
  ],
  run: async ({ common, argv }) => {
    const [{ runDoctor }, { doctorText }, { createColors }] = await Promise.all([
      import('../doctor/run-doctor.js'),
      import('../doctor/doctor-text.js'),
      import('@hare/cli/output'),
    ]);
    const io = processIo();
    const format = outputFormat(common);
    const write = (value: unknown, indent?: number): void =>
      void io.stdout.write(`${escapeText(JSON.stringify(value, undefined, indent))}\n`);
    const event = (
      body:
        | Pick<Extract<DoctorEvent, { event: 'finding' }>, 'event' | 'finding'>
        | Pick<Extract<DoctorEvent, { event: 'end' }>, 'event' | 'report'>,
    ): void => {
      if (format === 'jsonl')
        write({
          schema: 'hare.doctor-event/1',
          time: new Date().toISOString(),
          ...body,
        } satisfies DoctorEvent);
    };
    const { report, machine } = await runDoctor({
      common,
      argv: passOn(doctor, argv),
      io,
      onFinding: (finding) => event({ event: 'finding', finding }),
    });
    io.dispose();
    if (format === 'json') write(report, 2);
    else if (format === 'jsonl') event({ event: 'end', report });
    else
      io.stdout.write(
        doctorText(report, {
          colors: createColors(io.stdout, io.env, machine.common.noColor),
          verbose: machine.common.verbose,
          quiet: machine.common.quiet,
        }),
      );
    return report.exitCode;
  },
});
