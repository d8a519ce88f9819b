import { found } from './found.js';
import type { Schema } from './schema.js';

const words: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['no', false],
  ['off', false],
]);

/**
 * A boolean, also as the words that YAML 1.1 and people use: yes, no, on, off, true, false, in any
 * case.
 */
export const flag: Schema<boolean> = {
  json: {
    anyOf: [
      { type: 'boolean' },
      {
        type: 'string',
        pattern:
          '^\\s*([tT][rR][uU][eE]|[yY][eE][sS]|[oO][nN]|[fF][aA][lL][sS][eE]|[nN][oO]|[oO][fF][fF])\\s*$',
      },
    ],
  },
  blank: false,
  read(at) {
    const { value } = at;
    if (typeof value === 'boolean') return value;
    const word = typeof value === 'string' ? words.get(value.trim().toLowerCase()) : undefined;
    if (word === undefined) at.report('TYPE', `is ${found(value)}, must be true or false`);
    return word ?? false;
  },
};
