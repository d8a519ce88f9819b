import type { Cursor } from './cursor.js';

/** JSON Schema, draft 2020-12, as plain data. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/**
 * What one place of a document may hold. The same object reads values, reports what is wrong with
 * them, and publishes itself as JSON Schema, so that what is checked and what is published cannot
 * drift apart.
 */
export interface Schema<T> {
  readonly json: JsonSchema;
  /** Stands in for a value that is missing or wrong, once that was reported. */
  readonly blank: T;
  /** Fields of an object, in their order. */
  readonly fields?: Readonly<Record<string, Field<unknown>>>;
  /** What lists (`[]`) and alternatives (no step) hold. */
  readonly parts?: readonly { readonly step: '[]' | ''; readonly schema: Schema<unknown> }[];
  /** Reads a value that is there, reports faults to the cursor, and always answers. */
  read(at: Cursor): T;
}

/** What a schema, or a field, reads. */
export type Infer<S extends { read(at: Cursor): unknown }> = ReturnType<S['read']>;

/**
 * A field of an object: its schema, whether it must be there, and one sentence about it for
 * `explain` and editors (empty where nobody asks).
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
      at.report('MISSING', 'is missing', about === '' ? undefined : `add it: ${about}`);
      return schema.blank;
    },
  };
}

/** A field that may be left out. */
export function optional<T>(schema: Schema<T>, about = ''): Field<T | undefined> {
  return withDefault<T | undefined>(schema, undefined, about);
}

/** A field that reads as this value when it is left out. */
export function withDefault<T>(schema: Schema<T>, value: T, about = ''): Field<T> {
  return {
    schema,
    required: false,
    about,
    blank: value,
    read: (at) => (at.value === undefined ? value : schema.read(at)),
  };
}
