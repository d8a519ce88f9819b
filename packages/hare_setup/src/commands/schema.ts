import { write } from '@hare/cli/streams';
import { defineCommand } from '../command.js';
import { doctorEventSchema, doctorSchema } from '../doctor/doctor-schema.js';
import { planSchema } from '@hare/plan';
import { clusterReportSchema } from '../schemas/cluster-report-schema.js';
import { eventSchema } from '../schemas/event-schema.js';
import { reportSchema } from '../schemas/report-schema.js';
import { statusSchema } from '@hare/status';

const schemas = {
  report: reportSchema,
  events: eventSchema,
  plan: planSchema,
  doctor: doctorSchema,
  'doctor-events': doctorEventSchema,
  status: statusSchema,
  'cluster-report': clusterReportSchema,
} as const;

/** `hare_setup schema NAME`: a JSON Schema on stdout. */
export const schema = defineCommand({
  name: 'schema',
  summary: 'Print the JSON Schema of the output of --json and --format jsonl',
  description:
    'Prints a JSON Schema (draft 2020-12) of the report of a stage (--json), of an event ' +
    '(--format jsonl), or of the output of plan, doctor, status and report with --json ' +
    '(report: cluster-report). The version in an ' +
    'object changes when an older reader could misread it.',
  options: {},
  commonOptions: ['version', 'help'],
  operands: [{ name: 'NAME', choices: Object.keys(schemas) }],
  examples: [
    { args: ['report'], does: 'the output of every stage with --json' },
    { args: ['cluster-report'], does: 'the output of hare_setup report --json' },
    { args: ['events'], does: 'one line of --format jsonl' },
  ],
  run: ({ operand }) => {
    write(
      process.stdout,
      `${JSON.stringify(schemas[operand as keyof typeof schemas](), undefined, 2)}\n`,
    );
    return Promise.resolve(0);
  },
});
