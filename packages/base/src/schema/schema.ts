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
  /**
   * Reads a value that is there, reports what is wrong with it to the cursor, and always answers.
   */
  read(at: Cursor): T;
}

/**
 * A field of an object: its schema, whether it must be there, and one sentence about it for
 * `explain` and editors.
 */
export interface Field<T> {
  readonly schema: Schema<unknown>;
  readonly required: boolean;
  readonly about: string;
  /** What the field reads as when the object around it is wrong. */
  readonly blank: T;
  read(at: Cursor): T;
}

/** A field that must be there: absent or null is reported. */
export function required<T>(schema: Schema<T>, about: string): Field<T> {
  return {
    schema,
    required: true,
    about,
    blank: schema.blank,
    read(at) {
      if (at.value !== undefined) return schema.read(at);
      at.report('MISSING', 'is missing', `add it: ${about}`);
      return schema.blank;
    },
  };
}

/** A field that may be left out. */
export function optional<T>(schema: Schema<T>, about: string): Field<T | undefined> {
  return {
    schema,
    required: false,
    about,
    blank: undefined,
    read: (at) => (at.value === undefined ? undefined : schema.read(at)),
  };
}
