import type { ConfValue } from '../../conf-store.js';
import { hasLoneSurrogate } from '../lone-surrogate.js';
import { trimBlanks } from '../trim-blanks.js';

/**
 * Why an ini file cannot hold a value as section and option, as the end of "… cannot be held:";
 * undefined when it can.
 */
export function refusedByIni(
  value: ConfValue,
  [section, option]: readonly (string | number)[],
): string | undefined {
  return (
    refusedSection(String(section)) ??
    (option === undefined ? undefined : (refusedOption(String(option)) ?? refusedValue(value)))
  );
}

function refusedSection(name: string): string | undefined {
  if (name === '') return 'ini has no sections without a name';
  return (
    refusedText(name) ??
    (/[\r\n]/.test(name) ? 'the name of a section of ini is one line' : undefined)
  );
}

function refusedOption(name: string): string | undefined {
  if (name === '') return 'ini has no options without a name';
  if (/[=:\r\n]/.test(name))
    return 'the name of an option of ini ends at "=", ":" and the end of its line';
  if (/^[#;[]/.test(name))
    return `an option of ini whose name starts with ${name.charAt(0)} would be a comment or a section`;
  if (!isTrimmed(name)) return 'ini drops white space around names';
  return refusedText(name);
}

function refusedValue(value: ConfValue): string | undefined {
  if (typeof value !== 'string') return 'ini has only texts';
  if (value.includes('\r')) return 'a carriage return ends a line of ini';
  const lines = value.split('\n');
  if (!lines.every(isTrimmed)) return 'ini drops white space around each line of a value';
  if (lines.slice(1).some((line) => /^[#;]/.test(line)))
    return 'a further line of a value that starts with # or ; is a comment in ini';
  if (lines.length > 1 && lines.at(-1) === '') return 'ini drops empty lines at the end of a value';
  return refusedText(value);
}

function refusedText(text: string): string | undefined {
  return hasLoneSurrogate(text) ? 'ini holds only well-formed Unicode' : undefined;
}

function isTrimmed(text: string): boolean {
  const [start, end] = trimBlanks(text, 0, text.length);
  return start === 0 && end === text.length;
}
