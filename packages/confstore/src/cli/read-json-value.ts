import type { ConfValue } from '../conf-store.js';
import { usageError } from '@hare/cli';

/** The value of a JSON text given on the command line. @throws HareError `USAGE` when it is none */
export async function readJsonValue(
  text: string,
  what: string,
  isSecret = false,
): Promise<ConfValue> {
  try {
    JSON.parse(text);
  } catch {
    throw usageError(
      `${what} ${isSecret ? '' : `${JSON.stringify(text)} `}is not a JSON value`,
      'with --typed, write text in double quotes: ' +
        (isSecret ? String.raw`"…"` : JSON.stringify(JSON.stringify(text))),
    );
  }
  const { JsonReader } = await import('../formats/json/json-reader.js');
  return new JsonReader(text, { url: what }).read();
}
