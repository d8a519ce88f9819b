import { reportSchema } from './report-schema.js';

/** The JSON Schema (draft 2020-12) of a line that `--format jsonl` prints. */
export function eventSchema(): Readonly<Record<string, unknown>> {
  const { $schema, $defs, ...stageReport } = reportSchema() as {
    readonly $schema: string;
    readonly $defs: object;
    readonly properties: { readonly steps: { readonly items: unknown } };
  };
  const text = { type: 'string' } as const;
  const step = { step: { ...text, description: 'Its id: stable, kebab-case.' }, title: text };
  const event = (
    name: string,
    description: string,
    properties: Readonly<Record<string, unknown>>,
    optional: readonly string[] = [],
  ): unknown => ({
    type: 'object',
    description,
    properties: { ...head, event: { const: name }, ...properties },
    required: [
      ...Object.keys(head),
      'event',
      ...Object.keys(properties).filter((key) => !optional.includes(key)),
    ],
    additionalProperties: false,
  });
  return {
    $schema,
    title: 'What a stage of the Hare mini-provisioner does, as it happens',
    type: 'object',
    oneOf: [
      event('stage-begin', 'The first line of a stage.', {
        command: text,
        dryRun: { type: 'boolean' },
        host: text,
        pid: { type: 'integer' },
      }),
      event('step-check', 'The check of a step begins; first for all steps, in order.', step),
      event('step-begin', 'A step begins to make its change.', step),
      event(
        'progress',
        'What the step does or waits for, and the latest time at which it ends.',
        { text, until: { ...text, format: 'date-time' } },
        ['until'],
      ),
      event('log', 'A warning; with -v, everything that is logged.', {
        level: { enum: ['debug', 'info', 'warn'] },
        text,
      }),
      event('step-end', 'A step has ended.', { report: stageReport.properties.steps.items }),
      event('stage-end', 'The last line of a stage: the report that --json prints.', {
        report: stageReport,
      }),
      {
        type: 'object',
        description: 'The last line of hare_setup run, after those of its stages.',
        properties: {
          schema: head.schema,
          time: head.time,
          event: { const: 'run-end' },
          exitCode: { type: 'integer' },
          stages: {
            type: 'array',
            items: {
              type: 'object',
              properties: { stage: text, outcome: text },
              required: ['stage', 'outcome'],
              additionalProperties: false,
            },
          },
        },
        required: ['schema', 'time', 'event', 'exitCode', 'stages'],
        additionalProperties: false,
      },
    ],
    $defs,
  };
}

const head = {
  schema: { const: 'hare.event/1' },
  time: { type: 'string', format: 'date-time' },
  stage: { type: 'string' },
} as const;
