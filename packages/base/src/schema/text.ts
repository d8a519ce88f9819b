import type { Cursor } from './cursor.js';
import { found } from './found.js';
import type { JsonSchema, Schema } from './schema.js';

export interface TextRule {
  /** Must match; published as `pattern`. */
  readonly pattern?: RegExp;
  /** What text that matches looks like: `letters, digits, ".", "_" and "-"`. */
  readonly form?: string;
  /** What the text names: `a hostname`. */
  readonly noun?: string;
}

/**
 * Text that is not empty and holds no control characters. Numbers count as the text they were
 * written as, so that a machine-id or hostname of digits needs no quotes in a file.
 */
export function text(rule: TextRule = {}): Schema<string> {
  const json: JsonSchema = {
    type: ['string', 'number'],
    minLength: 1,
    ...(rule.pattern === undefined ? {} : { pattern: rule.pattern.source }),
  };
  return { json, blank: '', read: (at) => readText(at, rule) };
}

function readText(at: Cursor, rule: TextRule): string {
  const noun = rule.noun ?? 'text';
  const { value } = at;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') {
    at.report('TYPE', `is ${found(value)}, must be ${noun}`);
    return '';
  }
  const result = String(value);
  if (result.trim() === '') at.report('EMPTY', `is empty, must be ${noun}`);
  else if (isUnprintable(result))
    at.report(
      'UNPRINTABLE',
      `is ${found(result)}, which holds a control character`,
      'remove the invisible character',
    );
  else if (rule.pattern !== undefined && !rule.pattern.test(result))
    at.report(
      'VALUE',
      `is ${found(result)}, must be ${noun}${rule.form === undefined ? '' : `: ${rule.form}`}`,
    );
  return result;
}

/** True for text with control characters, line breaks included, or halves of characters. */
export function isUnprintable(value: string): boolean {
  return /[\p{Cc}\p{Cs}\u2028\u2029]/u.test(value);
}
