import { objectSchema as object } from '@hare/cli/output';
import { checkNames } from './finding.js';

const text = { type: 'string' } as const;
const time = { ...text, format: 'date-time' } as const;
const outcomes = ['ok', 'change', 'warning', 'problem', 'skipped'] as const;

const finding = object({
  check: { enum: checkNames },
  subject: { ...text, description: 'A stage, a host name, a port, a directory.' },
  outcome: {
    enum: outcomes,
    description:
      'change: a stage has a pending change; skipped: it could not be checked, or did not ' +
      'need a check; only a problem sets exit code 1.',
  },
  text,
  'ignored?': { const: true, description: 'Accepted by --ignore or by the setting doctor.ignore.' },
  'code?': text,
  'where?': text,
  'hint?': { ...text, description: 'What to do.' },
  'details?': { type: 'array', items: text },
});

const report = object({
  schema: { const: 'hare.doctor/1' },
  host: text,
  time,
  durationMs: { type: 'integer', minimum: 0 },
  'config?': text,
  exitCode: { type: 'integer', description: '1 if there is a problem.' },
  counts: object(
    Object.fromEntries(
      [...outcomes, 'ignored'].map((outcome) => [outcome, { type: 'integer', minimum: 0 }]),
    ),
  ),
  findings: { type: 'array', items: finding },
});

const head = { schema: { const: 'hare.doctor-event/1' }, time };
const $schema = 'https://json-schema.org/draft/2020-12/schema';

/** The JSON Schema (draft 2020-12) of what `hare_setup doctor --json` prints. */
export function doctorSchema(): Readonly<Record<string, unknown>> {
  return {
    $schema,
    title: 'Problems of a machine, from the doctor of the Hare mini-provisioner',
    ...report,
  };
}

/** The JSON Schema of a line of `hare_setup doctor --format jsonl`. */
export function doctorEventSchema(): Readonly<Record<string, unknown>> {
  return {
    $schema,
    title: 'Findings of the doctor of the Hare mini-provisioner, one by one',
    type: 'object',
    oneOf: [
      object({ ...head, event: { const: 'finding' }, finding }),
      object({ ...head, event: { const: 'end' }, report }),
    ],
  };
}
