import { checkNames } from './finding.js';

const text = { type: 'string' } as const;
const time = { ...text, format: 'date-time' } as const;
const outcomes = ['ok', 'change', 'warning', 'problem', 'skipped'] as const;

const object = (
  properties: Readonly<Record<string, unknown>>,
  optional: readonly string[] = [],
): Readonly<Record<string, unknown>> => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});

const finding = object(
  {
    check: { enum: checkNames },
    subject: { ...text, description: 'A stage, a host name, a port, a folder.' },
    outcome: {
      enum: outcomes,
      description:
        'change: a stage would have something to do; skipped: it could not be looked at, or ' +
        'need not be; only a problem makes the exit code 1.',
    },
    text,
    code: text,
    where: text,
    hint: { ...text, description: 'What to do.' },
    details: { type: 'array', items: text },
  },
  ['code', 'where', 'hint', 'details'],
);

const report = object(
  {
    schema: { const: 'hare.doctor/1' },
    host: text,
    time,
    durationMs: { type: 'integer', minimum: 0 },
    config: text,
    exitCode: { type: 'integer', description: '1 when there is a problem.' },
    counts: object(
      Object.fromEntries(outcomes.map((outcome) => [outcome, { type: 'integer', minimum: 0 }])),
    ),
    findings: { type: 'array', items: finding },
  },
  ['config'],
);

const head = { schema: { const: 'hare.doctor-event/1' }, time };
const $schema = 'https://json-schema.org/draft/2020-12/schema';

/** The JSON Schema (draft 2020-12) of what `hare_setup doctor --json` prints. */
export function doctorSchema(): Readonly<Record<string, unknown>> {
  return {
    $schema,
    title: 'What is wrong with a machine, as the Hare mini-provisioner finds it',
    ...report,
  };
}

/** The JSON Schema of a line of `hare_setup doctor --format jsonl`. */
export function doctorEventSchema(): Readonly<Record<string, unknown>> {
  return {
    $schema,
    title: 'What the doctor of the Hare mini-provisioner finds, as it finds it',
    type: 'object',
    oneOf: [
      object({ ...head, event: { const: 'finding' }, finding }),
      object({ ...head, event: { const: 'end' }, report }),
    ],
  };
}
