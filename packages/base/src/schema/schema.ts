import type { Cursor } from './cursor.js';

/** JSON Schema, draft 2020-12, as plain data. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/**
 * The values that one place of a document may have. The same object reads values, reports what is
 * wrong with them, and publishes itself as JSON Schema, so that what is checked and what is
 * published cannot drift apart.
 */
export interface Schema<T> {
  /** Made when it is asked for: reading does without. */
  readonly json: JsonSchema;
  /** Replaces a missing or wrong value, once that was reported. */
  readonly blank: T;
  /** Fields of an object, in their order. */
  readonly fields?: Readonly<Record<string, Field<unknown>>>;
  /** The items of lists (`[]`) and the alternatives (no step). */
  readonly parts?: readonly { readonly step: '[]' | ''; readonly schema: Schema<unknown> }[];
  /** Reads an existing value, reports faults to the cursor, and always returns a value. */
  read(at: Cursor): T;
}

/** What a schema, or a field, reads. */
export type Infer<S extends { read(at: Cursor): unknown }> = ReturnType<S['read']>;

/**
 * A field of an object: its schema, whether it is required, and one sentence about it for `explain`
 * and editors (empty if not needed).
 */
export interface Field<T> {
  readonly schema: Schema<unknown>;
  readonly required: boolean;
  readonly about: string;
  /** What the field reads as when the object around it is wrong. */
  readonly blank: T;
  read(at: Cursor): T;
}

/** A field that must be there. A schema alone, as a field, means the same. */
export function required<T>(schema: Schema<T>, about = ''): Field<T> {
  return {
    schema,
    required: true,
    about,
    blank: schema.blank,
    read(at) {
      if (at.value !== undefined) return schema.read(at);
      const what = about.replace(/\.$/, '');
      at.report('MISSING', 'is missing', what === '' ? undefined : `add it (${what})`);
      return schema.blank;
    },
  };
}

/** An optional field. */
export function optional<T>(schema: Schema<T>, about = ''): Field<T | undefined> {
  return withDefault<T | undefined>(schema, undefined, about);
}

/** An optional field with this default. */
export function withDefault<T>(schema: Schema<T>, value: T, about = ''): Field<T> {
  return {
    schema,
    required: false,
    about,
    blank: value,
    read: (at) => (at.value === undefined ? value : schema.read(at)),
  };
}
