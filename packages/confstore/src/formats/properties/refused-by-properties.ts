import type { ConfValue } from '../../conf-store.js';
import { hasLoneSurrogate } from '../lone-surrogate.js';
import { trimBlanks } from '../trim-blanks.js';

/**
 * Why a properties file cannot hold a value under a name, as the end of "… cannot be held:";
 * undefined when it can.
 */
export function refusedByProperties(
  value: ConfValue,
  [step]: readonly (string | number)[],
): string | undefined {
  const name = String(step);
  if (name === '') return 'properties have names';
  if (/[=\r\n]/.test(name)) return 'the name of a property ends at "=" and the end of its line';
  if (name.startsWith('#')) return 'a property whose name starts with # would be a comment';
  if (typeof value !== 'string') return 'properties have only texts';
  if (/[\r\n]/.test(value)) return 'the value of a property is one line';
  if (!isTrimmed(name) || !isTrimmed(value))
    return 'properties drop white space around names and values';
  return hasLoneSurrogate(name) || hasLoneSurrogate(value)
    ? 'properties hold only well-formed Unicode'
    : undefined;
}

function isTrimmed(text: string): boolean {
  const [start, end] = trimBlanks(text, 0, text.length);
  return start === 0 && end === text.length;
}
