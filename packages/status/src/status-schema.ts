import { objectSchema as object } from '@hare/cli/output';
import { states } from './condition.js';

const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;
const time = { ...text, format: 'date-time' } as const;
const count = { type: 'integer', minimum: 0 } as const;

const stage = object({
  stage: text,
  state: {
    enum: ['never', 'unknown', 'ended', 'running', 'killed'],
    description:
      'killed: it began, never ended, and its process is gone; unknown: the journal cannot ' +
      'be read.',
  },
  'time?': time,
  'pid?': count,
  'durationMs?': { type: 'number', minimum: 0 },
  'outcome?': text,
  'exitCode?': { type: 'integer' },
  'changed?': { ...texts, description: 'Ids of the steps that changed something.' },
  'failed?': { ...texts, description: 'What failed, and why.' },
  'refused?': {
    ...object({ time, reason: text }),
    description: 'A later start that was refused before its first step.',
  },
});

/** The JSON Schema (draft 2020-12) of what `hare_setup status --json` prints. */
export function statusSchema(): Readonly<Record<string, unknown>> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'The state of a machine and its cluster, from the Hare mini-provisioner',
    ...object({
      schema: { const: 'hare.status/1' },
      time,
      state: { enum: states },
      about: text,
      'next?': { ...text, description: 'The next command to run; absent: nothing is left to do.' },
      'cluster?': object({
        file: { ...text, description: 'The cluster description.' },
        nodes: count,
        'services?': { ...count, description: 'Those that are started.' },
        'devices?': count,
        'formatted?': { ...time, description: 'When the devices were formatted.' },
      }),
      'config?': object({ url: text, cdf: text, 'kv?': text }),
      findings: {
        type: 'array',
        description: 'How the running cluster differs from its description.',
        items: object({ severity: { enum: ['failure', 'warning'] }, text }),
      },
      stages: { type: 'array', items: stage },
      unreadable: {
        type: 'array',
        description: 'What this user may not read, or what cannot be understood.',
        items: object({ what: text, 'file?': text, reason: text, 'hint?': text }),
      },
    }),
  };
}
