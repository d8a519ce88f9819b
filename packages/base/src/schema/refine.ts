import type { Cursor } from './cursor.js';
import type { Schema } from './schema.js';

/**
 * Processes a value further once its form is right: checks it by a rule that a schema cannot
 * express, or converts it. `to` reports what it finds and then returns the blank.
 */
export function refine<A, B>(
  schema: Schema<A>,
  blank: B,
  to: (value: A, at: Cursor) => B,
): Schema<B> {
  return {
    get json() {
      return schema.json;
    },
    blank,
    read(at) {
      const before = at.findings.problems.length;
      const value = schema.read(at);
      return at.findings.problems.length > before ? blank : to(value, at);
    },
  };
}

/** Null, where a document has it for something that is not there, reads as undefined. */
export function orNull<T>(schema: Schema<T>): Schema<T | undefined> {
  return {
    get json() {
      return { anyOf: [schema.json, { type: 'null' }] };
    },
    blank: undefined,
    read: (at) => (at.value === null ? undefined : schema.read(at)),
  };
}

/** Any value. */
export const anything: Schema<unknown> = { json: {}, blank: null, read: (at) => at.value };
