import type { Schema } from './schema.js';

/** Two shapes of one thing, distinguished by the kind of the value: text or map, map or list. */
export function byKind<A, B>(
  isFirst: (value: unknown) => boolean,
  first: Schema<A>,
  second: Schema<B>,
  must: string,
): Schema<A | B> {
  return {
    get json() {
      return { anyOf: [first.json, second.json] };
    },
    blank: first.blank,
    parts: [
      { step: '', schema: first },
      { step: '', schema: second },
    ],
    read(at) {
      if (isFirst(at.value)) return first.read(at);
      if (typeof at.value === 'object' && !(at.value instanceof Date)) return second.read(at);
      at.refuse('TYPE', `must be ${must}`);
      return first.blank;
    },
  };
}
