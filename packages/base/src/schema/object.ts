import { nearestHint } from '../text/nearest-name.js';
import type { Cursor } from './cursor.js';
import { found } from './found.js';
import type { Field, Schema } from './schema.js';

type Fields = Readonly<Record<string, Field<unknown>>>;

/** What an object of these fields reads as. */
export type ObjectOf<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never;
};

export interface ObjectRule {
  /**
   * What is in the document besides the fields: refused (a CDF, where a typo must not pass) or none
   * of our business (a ConfStore).
   */
  readonly others: 'refused' | 'ignored';
}

/**
 * A schema that also tells its fields, for `explain` and for the order in which files are written.
 */
export interface ObjectSchema<T> extends Schema<T> {
  readonly fields: Fields;
}

/**
 * A field for a map that only groups others: when it is absent, it is the missing fields inside
 * that are reported, by their own names.
 */
export function section<T>(schema: ObjectSchema<T>, about: string): Field<T> {
  return {
    schema,
    required: schema.json['required'] !== undefined,
    about,
    blank: schema.blank,
    read: (at) => schema.read(at.value === undefined ? at.as(new Map()) : at),
  };
}

/** A map with known names. */
export function object<const F extends Fields>(
  fields: F,
  rule: ObjectRule,
): ObjectSchema<ObjectOf<F>> {
  const names = Object.keys(fields);
  const needed = names.filter((name) => fields[name]?.required === true);
  const json = {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, published(field)]),
    ),
    ...(needed.length > 0 ? { required: needed } : {}),
    ...(rule.others === 'refused' ? { additionalProperties: false } : {}),
  };
  const readFields = (read: (name: string, field: Field<unknown>) => unknown): ObjectOf<F> =>
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, read(name, field)]),
    ) as ObjectOf<F>;
  const blank = readFields((_, field) => field.blank);
  return {
    json,
    blank,
    fields,
    read(at) {
      if (!(at.value instanceof Map)) {
        at.report('TYPE', `is ${found(at.value)}, must be a map with ${names.join(', ')}`);
        return blank;
      }
      if (rule.others === 'refused') reportOthers(at, at.value.keys(), names);
      return readFields((name, field) => field.read(at.child(name)));
    },
  };
}

function published(field: Field<unknown>): Record<string, unknown> {
  const { json } = field.schema;
  return {
    description: field.about,
    ...(field.required
      ? json
      : {
          anyOf: [
            ...(Array.isArray(json['anyOf']) ? (json['anyOf'] as unknown[]) : [json]),
            { type: 'null' },
          ],
        }),
  };
}

function reportOthers(at: Cursor, present: Iterable<string>, names: readonly string[]): void {
  for (const name of present) {
    if (names.includes(name)) continue;
    at.child(name).reportName(
      'UNKNOWN_FIELD',
      'is not a field of the CDF',
      nearestHint(name, names, `fields here are ${names.join(', ')}`),
    );
  }
}
