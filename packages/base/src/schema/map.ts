import { found } from './found.js';
import type { Schema } from './schema.js';

export interface MapRule {
  readonly notEmpty?: boolean;
}

/** A map whose names are data (machine-ids), in the order of the document. */
export function mapOf<T>(item: Schema<T>, rule: MapRule = {}): Schema<ReadonlyMap<string, T>> {
  return {
    json: {
      type: 'object',
      additionalProperties: item.json,
      ...(rule.notEmpty === true ? { minProperties: 1 } : {}),
    },
    blank: new Map(),
    read(at) {
      if (!(at.value instanceof Map)) {
        at.report('TYPE', `is ${found(at.value)}, must be a map`);
        return new Map();
      }
      if (at.value.size === 0 && rule.notEmpty === true)
        at.report('EMPTY', 'is an empty map, must hold at least one entry');
      const entries: [string, T][] = [];
      for (const name of (at.value as ReadonlyMap<string, unknown>).keys()) {
        const entry = at.child(name);
        if (entry.value === undefined) entry.report('MISSING', 'is nothing, must not be empty');
        entries.push([name, entry.value === undefined ? item.blank : item.read(entry)]);
      }
      return new Map(entries);
    },
  };
}
