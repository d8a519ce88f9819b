import { nearestNames } from '../text/nearest-name.js';
import type { Schema } from './schema.js';

type Scalar = string | number | boolean;

/** One of a few words, or other scalars; alone: just this one. The blank is the first. */
export function choice<const T extends readonly [Scalar, ...Scalar[]]>(
  ...values: T
): Schema<T[number]> {
  const [first] = values;
  const must = values.length === 1 ? `must be ${first}` : `must be one of ${values.join(', ')}`;
  return {
    json: { enum: values },
    blank: first,
    read(at) {
      const value = values.find((candidate) => candidate === at.value);
      if (value !== undefined) return value;
      const [near] = typeof at.value === 'string' ? nearestNames(at.value, values.map(String)) : [];
      at.refuse('VALUE', must, near === undefined ? undefined : `did you mean ${near}?`);
      return first;
    },
  };
}
