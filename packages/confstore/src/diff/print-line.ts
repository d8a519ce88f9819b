import type { ConfLeaf, ConfValue } from '../conf-store.js';
import { jsonText, textOf } from '../document/text-of.js';
import { isSecretName, mask, maskText } from '@hare/base';

/** `key = value` in one line, secrets masked; with types, a text like another value is quoted. */
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
