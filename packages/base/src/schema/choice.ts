import { nearestNames } from '../text/nearest-name.js';
import { found } from './found.js';
import type { Schema } from './schema.js';

/** One of a few words. The blank is the first. */
export function choice<const T extends string>(first: T, ...others: readonly T[]): Schema<T> {
  const words: readonly T[] = [first, ...others];
  return {
    json: { enum: words },
    blank: first,
    read(at) {
      const word = words.find((candidate) => candidate === at.value);
      if (word !== undefined) return word;
      const [near] = typeof at.value === 'string' ? nearestNames(at.value, words) : [];
      at.report(
        'VALUE',
        `is ${found(at.value)}, must be one of ${words.join(', ')}`,
        near === undefined ? undefined : `did you mean ${near}?`,
      );
      return first;
    },
  };
}
