import type { Schema } from './schema.js';

/** True or false, and nothing that only means it. */
export const boolean: Schema<boolean> = {
  json: { type: 'boolean' },
  blank: false,
  read(at) {
    if (typeof at.value === 'boolean') return at.value;
    at.refuse('TYPE', 'must be true or false');
    return false;
  },
};

const words: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['no', false],
  ['off', false],
]);

/** A boolean, also as a word of YAML 1.1: yes, no, on, off, true, false, in any case. */
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
    if (word === undefined) at.refuse('TYPE', 'must be true or false');
    return word ?? false;
  },
};
