import type { ConfValue } from '../conf-store.js';
import { toConfValue } from '../document/conf-value.js';

/** The value that a text means in JSON, else the text. Large whole numbers keep their digits. */
export function readTyped(text: string): ConfValue {
  if (!/^\s*(?:[-\d"[{]|true|false|null)/.test(text)) return text;
  if (/^-?(?:0|[1-9]\d*)$/.test(text) && !Number.isSafeInteger(Number(text))) return BigInt(text);
  try {
    return toConfValue(JSON.parse(text));
  } catch {
    return text;
  }
}
