const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;
const count = { type: 'integer', minimum: 0 } as const;

const where = {
  description: 'Where it is: a place in a file, a key behind a URL, a command that was run.',
  type: 'object',
  properties: {
    file: text,
    line: count,
    column: count,
    url: text,
    key: text,
    command: texts,
    exitCode: { type: 'integer' },
  },
  additionalProperties: false,
} as const;

const step = {
  type: 'object',
  properties: {
    id: { ...text, description: 'Stable, kebab-case.' },
    title: text,
    outcome: { enum: ['unchanged', 'changed', 'would-change', 'deferred', 'failed', 'skipped'] },
    durationMs: count,
    temporary: { const: true, description: 'Its change was undone before the stage ended.' },
    note: text,
    reason: {
      ...text,
      description: 'Why it failed, was deferred or skipped, or what would be changed.',
    },
    code: { ...text, description: 'Of the error table.' },
    where,
    hint: text,
    diff: text,
    changes: { ...texts, description: 'What the diff means, in few lines.' },
    findings: texts,
    warnings: texts,
    figures: {
      type: 'object',
      description: 'Measured figures, name with unit.',
      additionalProperties: { anyOf: [{ type: 'number' }, text] },
    },
  },
  required: ['id', 'title', 'outcome', 'durationMs'],
  additionalProperties: false,
} as const;

const error = {
  type: 'object',
  properties: {
    code: text,
    what: text,
    where,
    hint: text,
    problems: { type: 'array', items: { $ref: '#/$defs/error' } },
  },
  required: ['code', 'what'],
  additionalProperties: false,
} as const;

/** The JSON Schema (draft 2020-12) of what `--json` prints. */
export function reportSchema(): Readonly<Record<string, unknown>> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'What a stage of the Hare mini-provisioner did',
    type: 'object',
    properties: {
      schema: { const: 'hare.stage-report/1' },
      stage: text,
      outcome: { enum: ['unchanged', 'changed', 'would-change', 'failed', 'interrupted'] },
      exitCode: { enum: [0, 1, 2, 129, 130, 143] },
      dryRun: { type: 'boolean' },
      started: { ...text, format: 'date-time' },
      durationMs: count,
      host: text,
      steps: { type: 'array', items: step },
      counts: {
        type: 'object',
        properties: {
          ok: count,
          changed: count,
          wouldChange: count,
          deferred: count,
          skipped: count,
          failed: count,
        },
        required: ['ok', 'changed', 'wouldChange', 'deferred', 'skipped', 'failed'],
        additionalProperties: false,
      },
      skipped: { ...text, description: 'Why the whole stage was skipped.' },
      error: {
        $ref: '#/$defs/error',
        description: 'What prevented the stage from running its steps.',
      },
      interruptedBy: { enum: ['SIGHUP', 'SIGINT', 'SIGTERM'] },
      log: { ...text, description: 'The log file.' },
      next: { ...text, description: 'The command that leads on; never the one that failed.' },
    },
    required: [
      'schema',
      'stage',
      'outcome',
      'exitCode',
      'dryRun',
      'started',
      'durationMs',
      'host',
      'steps',
      'counts',
    ],
    additionalProperties: false,
    $defs: { error },
  };
}
