import { namesIn } from './found.js';
import { readItem } from './list.js';
import { refine } from './refine.js';
import type { Schema } from './schema.js';

export interface MapRule {
  readonly notEmpty?: boolean;
  /** More entries are refused unread. */
  readonly most?: number;
}

/** A map whose names are data (machine-ids), in the order of the document. */
export function mapOf<T>(item: Schema<T>, rule: MapRule = {}): Schema<ReadonlyMap<string, T>> {
  return {
    get json() {
      return {
        type: 'object',
        additionalProperties: item.json,
        ...(rule.notEmpty === true ? { minProperties: 1 } : {}),
        ...(rule.most === undefined ? {} : { maxProperties: rule.most }),
      };
    },
    blank: new Map(),
    read(at) {
      const names = namesIn(at.value);
      if (names === undefined) {
        at.refuse('TYPE', 'must be a map');
        return new Map();
      }
      if (names.length === 0 && rule.notEmpty === true)
        at.report('EMPTY', 'is an empty map, must contain at least one entry');
      if (names.length > (rule.most ?? Infinity)) {
        at.report('RANGE', `has ${names.length} entries, must have at most ${rule.most}`);
        return new Map();
      }
      return new Map(names.map((name) => [name, readItem(at.child(name), item)]));
    },
  };
}

/** The same as a plain object. */
export function record<T>(
  item: Schema<T>,
  rule: MapRule = {},
): Schema<Readonly<Record<string, T>>> {
  return refine(mapOf(item, rule), {}, (map) => Object.fromEntries(map));
}
