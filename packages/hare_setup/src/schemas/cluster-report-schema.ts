import { objectSchema as object } from '@hare/cli/output';
import { doctorSchema } from '../doctor/doctor-schema.js';
import { planSchema } from '@hare/plan';

type Schema = Readonly<Record<string, unknown>>;

const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;
const time = { ...text, format: 'date-time' } as const;
const flag = { type: 'boolean' } as const;
const count = { type: 'integer', minimum: 0 } as const;
const list = (items: unknown): Schema => ({ type: 'array', items });

const drive = object({
  path: text,
  'bytes?': count,
  'pool?': { ...count, description: 'Position in pools.' },
});

const view = object({
  enclosures: list(
    object({
      hostname: text,
      confd: flag,
      clients: list(object({ name: text, instances: count })),
      controllers: list(object({ data: list(drive), log: list(drive), 'metaData?': drive })),
      'bytes?': count,
      'storageSet?': text,
    }),
  ),
  pools: list(
    object({
      name: text,
      type: { enum: ['sns', 'dix', 'md'] },
      layout: { ...text, description: 'N+K+S' },
      drives: count,
      nodes: count,
      tolerates: object({ nodes: count, controllers: count, disks: count }),
      'usableBytes?': count,
    }),
  ),
  controllers: count,
  disks: count,
  'bytes?': { ...count, description: 'Of all data devices, if every size is known.' },
});

const state = object({ name: text, status: text });

const live = object({
  time,
  state: { enum: ['running', 'not-running'] },
  'status?': object({
    nodes: list(
      object({
        name: text,
        svcs: list(object({ name: text, fid: text, 'ep?': text, status: text })),
      }),
    ),
    'devices?': list(object({ nodeName: text, devs: list(state) })),
  }),
});

const run = object({
  version: { const: 1 },
  run: { ...text, description: 'The same in both records of one run.' },
  event: { enum: ['started', 'ended'] },
  stage: text,
  time,
  host: text,
  pid: count,
  'durationMs?': count,
  'outcome?': text,
  'exitCode?': count,
  'changed?': texts,
  'steps?': list(object({ id: text, outcome: text, ms: count })),
  'figures?': {
    type: 'object',
    additionalProperties: {
      type: 'object',
      additionalProperties: { anyOf: [{ type: 'number' }, text] },
    },
  },
  'failed?': list(object({ step: text, 'code?': text, reason: text })),
  'error?': object({ code: text, what: text }),
});

/** The JSON Schema (draft 2020-12) of what `hare_setup report --json` prints. */
export function clusterReportSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'What the page of hare_setup report is made from',
    ...object({
      schema: { const: 'hare.report/1' },
      host: text,
      time,
      missing: list(
        object({
          part: { enum: ['cluster', 'live', 'plan', 'doctor', 'journal'] },
          reason: text,
          'hint?': text,
        }),
      ),
      'cluster?': object({ file: text, view }),
      'live?': live,
      'plan?': inside(planSchema()),
      'doctor?': inside(doctorSchema()),
      journal: list(run),
    }),
  };
}

/** A schema as a part of another. */
function inside({ $schema: _, ...schema }: Schema): Schema {
  return schema;
}
