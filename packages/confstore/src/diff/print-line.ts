import type { ConfLeaf, ConfValue } from '../conf-store.js';
import { jsonText, textOf } from '../document/text-of.js';
import { isSecretName, mask, maskText } from '@hare/base';

/**
 * Prints a value of a store as one line `key = value`, a secret masked. Where the store has other
 * values than texts, a text that looks like one of those stands in quotes.
 */
export function printLine(
  key: string,
  path: ConfLeaf['path'],
  value: ConfValue,
  hasTypes: boolean,
): string {
  const isSecret = path.some((step) => typeof step === 'string' && isSecretName(step));
  return `${oneLine(key)} = ${isSecret ? mask : maskText(printed(value, hasTypes))}`;
}

function printed(value: ConfValue, hasTypes: boolean): string {
  if (typeof value !== 'string') return textOf(value);
  return (hasTypes && looksTyped(value)) || oneLine(value) !== value || value.trim() !== value
    ? jsonText(value)
    : value;
}

function looksTyped(text: string): boolean {
  return /^(?:-?\d|true$|false$|null$|["[{])/.test(text);
}

function oneLine(text: string): string {
  return /[\p{Cc}\u2028\u2029]/u.test(text) ? jsonText(text) : text;
}
