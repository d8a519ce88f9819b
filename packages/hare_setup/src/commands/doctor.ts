import { outputFormat, processIo } from '@hare/cli/output';
import { escapeText } from '@hare/base';
import { defineCommand } from '../command.js';
import type { DoctorEvent } from '../doctor/doctor-report.js';
import { passOn } from '../pass-on.js';

/** `hare_setup doctor`: 0, or 1 when there is a problem. */
export const doctor = defineCommand({
  name: 'doctor',
  summary: 'Find problems on this machine, and show how to fix them',
  description:
    'Runs all checks of all stages, and also checks clocks, host names of the nodes, ports ' +
    'of Consul, hax and Motr, and free space. Works on a machine where no stage has run yet. ' +
    'Changes nothing, not even the log. Prints only warnings and problems; -v prints every ' +
    'check. Fails only on problems, not on warnings or pending changes.',
  options: {
    ignore: {
      flag: '--ignore',
      value: 'CODE',
      repeatable: true,
      completes: 'codes',
      description: 'accept findings with this code; repeatable (also: setting doctor.ignore)',
    },
    upgrade: {
      flag: '--upgrade',
      description: 'also check whether pre_upgrade, upgrade and post_upgrade could run',
    },
  },
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
    'color',
    'noColor',
    'version',
    'help',
  ],
  examples: [
    { args: [], does: 'check a machine on which config has run' },
    {
      args: ['--config', 'json:///tmp/exampleV2.json'],
      does: 'check a machine before the first run',
    },
    { args: ['-v'], does: 'print every check' },
    { args: ['--ignore', 'NAME_IS_LOOPBACK'], does: 'accept what this code reports' },
    { args: ['--json'], does: 'print one object for programs (schema: hare_setup schema doctor)' },
  ],
  run: async ({ own, common, argv }) => {
    const [{ runDoctor }, { doctorText }, { createColors, fitted }] = await Promise.all([
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
      ignore: (own.ignore ?? '').split(',').filter((code) => code !== ''),
      upgrade: own.upgrade,
      onFinding: (finding) => event({ event: 'finding', finding }),
    });
    io.dispose();
    if (format === 'json') write(report, 2);
    else if (format === 'jsonl') event({ event: 'end', report });
    else
      io.stdout.write(
        fitted(
          doctorText(report, {
            colors: createColors(io.stdout, io.env, machine.common.color),
            verbose: machine.common.verbose,
            quiet: machine.common.quiet,
          }),
          io.stdout,
        ),
      );
    return report.exitCode;
  },
});
