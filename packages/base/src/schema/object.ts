import { nearestHint } from '../text/nearest-name.js';
import type { Cursor } from './cursor.js';
import { namesIn } from './found.js';
import { type Field, type Infer, required, type Schema } from './schema.js';

type Fields = Readonly<Record<string, Field<unknown>>>;
/** A schema alone is a field that must be there. */
type GivenFields = Readonly<Record<string, Field<unknown> | Schema<unknown>>>;

/** What an object of these fields reads as; a field that reads as undefined is omitted. */
export type ObjectOf<F extends GivenFields> = {
  readonly [K in keyof F as undefined extends Infer<F[K]> ? never : K]: Infer<F[K]>;
} & {
  readonly [K in keyof F as undefined extends Infer<F[K]> ? K : never]?: Infer<F[K]>;
};

/** A schema that also lists its fields, for `explain` and for the order of written files. */
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
    required: Object.values(schema.fields).some((field) => field.required),
    about,
    blank: schema.blank,
    read: (at) => readSection(schema, at),
  };
}

/** Reads a map that groups others; absent is the same as empty. */
export function readSection<T>(schema: ObjectSchema<T>, at: Cursor): T {
  return schema.read(at.value === undefined ? at.as(new Map()) : at);
}

/** A map with known names; others are refused: a typo must not pass. */
export function object<const F extends GivenFields>(fields: F): ObjectSchema<ObjectOf<F>> {
  return objectSchema(fields, true);
}

/** A map with known names; what else is in it is none of our business. */
export function openObject<const F extends GivenFields>(fields: F): ObjectSchema<ObjectOf<F>> {
  return objectSchema(fields, false);
}

function objectSchema<F extends GivenFields>(
  given: F,
  isClosed: boolean,
): ObjectSchema<ObjectOf<F>> {
  const fields: Fields = Object.fromEntries(
    Object.entries(given).map(([name, each]) => [name, 'schema' in each ? each : required(each)]),
  );
  const entries = Object.entries(fields);
  const names = Object.keys(fields);
  const readFields = (read: (name: string, field: Field<unknown>) => unknown): ObjectOf<F> => {
    const values: Record<string, unknown> = {};
    for (const [name, field] of entries) {
      const value = read(name, field);
      if (value !== undefined) values[name] = value;
    }
    return values as ObjectOf<F>;
  };
  const blank = readFields((_, field) => field.blank);
  return {
    get json() {
      const needed = names.filter((name) => fields[name]?.required === true);
      return {
        type: 'object',
        properties: Object.fromEntries(entries.map(([name, field]) => [name, published(field)])),
        ...(needed.length > 0 ? { required: needed } : {}),
        ...(isClosed ? { additionalProperties: false } : {}),
      };
    },
    blank,
    fields,
    read(at) {
      const present = namesIn(at.value);
      if (present === undefined) {
        at.refuse('TYPE', `must be a map with ${names.join(', ')}`);
        return blank;
      }
      const value = readFields((name, field) => field.read(at.child(name)));
      if (isClosed) reportOthers(at, present, names);
      return value;
    },
  };
}

function published({ schema: { json }, about, required: isRequired }: Field<unknown>): object {
  const forms = Array.isArray(json['anyOf']) ? (json['anyOf'] as readonly unknown[]) : [json];
  return {
    ...(about === '' ? {} : { description: about }),
    ...(isRequired ? json : { anyOf: [...forms, { type: 'null' }] }),
  };
}

function reportOthers(at: Cursor, present: readonly string[], names: readonly string[]): void {
  for (const name of present) {
    if (names.includes(name)) continue;
    at.child(name).reportName(
      'UNKNOWN_FIELD',
      at.findings.unknownField,
      nearestHint(name, names, `fields here are ${names.join(', ')}`),
    );
  }
}
