import { HareError } from '@hare/base';

/** What may separate the names of a key. */
export const delimiters = ['>', '.', '/', '|', ':', ';'] as const;

export const defaultDelimiter = '>';

/** The delimiter, checked. @throws HareError `DELIMITER` when it is not one of ours. */
export function checkDelimiter(delimiter: string): string {
  if ((delimiters as readonly string[]).includes(delimiter)) return delimiter;
  const what = `the key delimiter ${JSON.stringify(delimiter)} is not one of ${delimiters.join(' ')}`;
  throw new HareError('DELIMITER', what, { hint: 'use one of these; the default is >' });
}
