import { HareError, nearestHint } from '@hare/base';
import type { Field, JsonSchema, Schema } from '@hare/base/schema';
import { cdfSchema } from '../cdf-schema.js';
import { dialects } from '../dialects/recognise.js';
import type { DialectName, DialectRow } from '../dialects/dialect.js';
import { errorCodes } from '../error-codes.js';
import type { CodeMeaning } from './code-meaning.js';
import { describeType } from './describe-type.js';
import { exampleOf, unitOf } from './examples.js';
import { keyMatches } from './key-matches.js';
import { schemaOfKey } from './schema-of-key.js';

/** What is known about a CDF field, a ConfStore key, or a code. */
export interface Explanation {
  readonly topic: string;
  readonly kind: 'code' | 'field' | 'key';
  readonly about: string;
  /** Of a code: what to do. */
  readonly remedy?: string;
  readonly required?: boolean;
  /** Of a field or key, in words: `a whole number, at least 0`. */
  readonly type?: string;
  readonly unit?: string;
  /** A possible value. */
  readonly example?: unknown;
  /** Where ConfStores have it, or what a key becomes. */
  readonly sources: readonly (DialectRow & { readonly dialect: DialectName })[];
  /** Codes of the rules that check it. */
  readonly checkedBy: readonly string[];
}

/** What a code means; nothing for a word that is none. */
export function meaningOf(code: string): CodeMeaning | undefined {
  return new Map<string, CodeMeaning>(Object.entries(errorCodes)).get(code);
}

/**
 * Explains a code (`CDF_SPARE_UNITS`), a CDF field (`spare_units`, `nodes[0].hostname`), or a
 * ConfStore key (`cluster>srvnode-1>hostname`, `s3_instances`).
 * @throws HareError `EXPLAIN_UNKNOWN`, with the nearest topic as hint
 */
export function explain(topic: string): readonly Explanation[] {
  const meaning = meaningOf(topic.toUpperCase());
  if (meaning !== undefined)
    return [
      {
        topic: topic.toUpperCase(),
        kind: 'code',
        about: meaning.about,
        remedy: meaning.remedy,
        sources: [],
        checkedBy: [],
      },
    ];
  if (/(^|>)(num_\w+|\w+_count)$/.test(topic))
    return [{ topic, kind: 'key', about: countAbout, sources: [], checkedBy: ['KEY_COUNT'] }];
  const found = topic.includes('>')
    ? explainKey(topic)
    : [...explainFields(topic), ...explainKey(topic)];
  if (found.length > 0) return found;
  throw new HareError('EXPLAIN_UNKNOWN', `unknown field, key or code ${JSON.stringify(topic)}`, {
    hint: nearestHint(
      topic,
      topics(),
      'use a code in brackets after a message, or a field; to see all fields: hare-cdf schema',
    ),
  });
}

const countAbout =
  'The length of the list next to it. It is a hint: absent means the length of the list; a ' +
  'count that disagrees is refused with both numbers.';

function explainFields(topic: string): readonly Explanation[] {
  const wanted = topic.replace(/\[\d+\]/g, '[]').replace(/\[\]$/, '');
  const fields = listFields().filter(({ path }) => path === wanted || path.endsWith(`.${wanted}`));
  return [...new Map(fields.map((field) => [field.path, field])).values()].map((field) => ({
    topic: field.path,
    kind: 'field',
    about: field.about,
    required: field.required,
    type: describeType(field.json),
    ...optional({ unit: unitOf(field.path), example: exampleOf(field.path) }),
    sources: sourceRows().filter((row) => row.value.replace(/\[\d+\]/g, '[]') === field.path),
    checkedBy: Object.entries<CodeMeaning>(errorCodes)
      .filter(([, { fields = [] }]) => fields.includes(field.path.replace(/^.*\./, '')))
      .map(([code]) => code),
  }));
}

function explainKey(topic: string): readonly Explanation[] {
  const rows = sourceRows().filter((row) => row.key !== '' && keyMatches(row.key, topic));
  const byKey = new Map<string, typeof rows>();
  for (const row of rows) byKey.set(row.key, [...(byKey.get(row.key) ?? []), row]);
  return [...byKey].map(([key, sources]) => ({
    topic: key,
    kind: 'key',
    ...valueOfKey(key, sources),
    about: sources.map((row) => `${row.value} (${row.dialect}): ${row.rule}`).join('; '),
    sources,
    checkedBy: [],
  }));
}

/** The explanation of a key. Facts are not part of a ConfStore's schema. */
function valueOfKey(
  key: string,
  sources: ReturnType<typeof sourceRows>,
): Pick<Explanation, 'type' | 'unit' | 'example'> {
  const schema = dialects
    .filter(({ name }) => sources.some(({ dialect }) => dialect === name))
    .map(({ json }) => schemaOfKey(json, key))
    .find((found) => found !== undefined);
  return optional({
    type: schema === undefined ? undefined : describeType(schema),
    unit: unitOf(sources[0]?.value ?? ''),
    example: exampleOf(key),
  });
}

function optional<T extends object>(
  values: T,
): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function sourceRows(): readonly (DialectRow & { readonly dialect: DialectName })[] {
  return dialects.flatMap((dialect) =>
    dialect.table.map((row) => ({ ...row, dialect: dialect.name })),
  );
}

/** A field of the CDF: `nodes[].m0_servers[].io_disks.data`. */
export interface CdfField {
  readonly path: string;
  readonly required: boolean;
  readonly about: string;
  readonly json: JsonSchema;
}

/** Every field of the CDF, in the order of the schema. */
export function listFields(): readonly CdfField[] {
  return inside(cdfSchema, '');
}

function inside(schema: Schema<unknown>, path: string): readonly CdfField[] {
  return [
    ...(schema.parts ?? []).flatMap(({ step, schema: part }) => inside(part, `${path}${step}`)),
    ...Object.entries(schema.fields ?? {}).flatMap(([name, field]) =>
      ofField(field, path === '' ? name : `${path}.${name}`),
    ),
  ];
}

function ofField(field: Field<unknown>, path: string): readonly CdfField[] {
  return [
    { path, required: field.required, about: field.about, json: field.schema.json },
    ...inside(field.schema, path),
  ];
}

/** Every CDF field, then every key that a generation of ConfStores has, in full. */
export function explainable(): readonly string[] {
  return [
    ...new Set([...listFields().map(({ path }) => path), ...sourceRows().map(({ key }) => key)]),
  ].filter((topic) => topic !== '');
}

function topics(): readonly string[] {
  return [
    ...Object.keys(errorCodes),
    ...explainable().flatMap((name) => [name, name.replace(/^.*[.>]/, '')]),
  ];
}
