import { objectSchema as object } from '@hare/cli/output';

const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;

/** The JSON Schema (draft 2020-12) of what `hare_setup plan --json` prints. */
export function planSchema(): Readonly<Record<string, unknown>> {
  const list = (items: unknown): unknown => ({ type: 'array', items });
  const problem = object({
    reason: text,
    'step?': text,
    'code?': text,
    'where?': text,
    'hint?': text,
    findings: texts,
  });
  const now = object({
    kind: { enum: ['missing', 'block', 'file', 'other'] },
    'realPath?': text,
    'sizeBytes?': { type: 'integer', minimum: 0 },
    'id?': text,
    'serial?': text,
    signatures: texts,
    'holdsUnknownData?': {
      const: true,
      description: 'Its first or last MiB is not empty, but it has no known signature.',
    },
    uses: texts,
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'What a run of the Hare mini-provisioner would write, start and wipe',
    ...object({
      schema: { const: 'hare.plan/1' },
      host: text,
      time: { ...text, format: 'date-time' },
      'config?': text,
      exitCode: { type: 'integer', description: '0, or 1 if a stage would fail.' },
      stages: list(
        object({
          stage: text,
          outcome: { enum: ['change', 'nothing', 'fail', 'blocked'] },
          problems: list(problem),
          warnings: texts,
        }),
      ),
      devices: list(
        object({
          stage: text,
          node: text,
          path: text,
          role: { enum: ['data', 'log', 'metadata'] },
          action: { enum: ['format', 'keep', 'refuse'] },
          because: text,
          'now?': now,
        }),
      ),
      files: list(
        object({
          stage: text,
          path: text,
          change: { enum: ['new', 'changed', 'unchanged', 'removed'] },
          'diff?': text,
        }),
      ),
      keys: list(
        object({
          stage: text,
          kv: text,
          added: texts,
          changed: texts,
          removed: texts,
          'deferred?': text,
        }),
      ),
      starts: list(
        object({
          stage: text,
          mkfs: { type: 'boolean' },
          because: text,
          services: texts,
          staysUp: { type: 'boolean' },
        }),
      ),
      'atWork?': object({ stage: text, pid: { type: 'integer' }, since: text }),
    }),
  };
}
