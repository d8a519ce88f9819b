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
 * Text that is not empty and has no control characters. Numbers count as the text they were written
 * as, so that a machine-id or hostname of digits needs no quotes in a file.
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
    at.refuse('TYPE', `must be ${noun}`);
    return '';
  }
  const result = String(value);
  if (result.trim() === '') at.report('EMPTY', `is empty, must be ${noun}`);
  else if (isUnprintable(result))
    at.report(
      'UNPRINTABLE',
      `is ${found(result)}, which contains a control character`,
      'remove the invisible character',
    );
  else if (rule.pattern !== undefined && !rule.pattern.test(result))
    at.report(
      'VALUE',
      `is ${found(result)}, must be ${noun}${rule.form === undefined ? '' : `: ${rule.form}`}`,
    );
  return result;
}

export interface StringRule extends TextRule {
  readonly notEmpty?: boolean;
  /** In UTF-16 units. */
  readonly maxLength?: number;
}

/** Text as data has it: nothing but text, which may be empty. */
export function string(rule: StringRule = {}): Schema<string> {
  const { notEmpty = false, maxLength, pattern, noun = 'text', form } = rule;
  return {
    json: {
      type: 'string',
      ...(notEmpty ? { minLength: 1 } : {}),
      ...(maxLength === undefined ? {} : { maxLength }),
      ...(pattern === undefined ? {} : { pattern: pattern.source }),
    },
    blank: '',
    read(at) {
      const { value } = at;
      if (typeof value !== 'string') at.refuse('TYPE', `must be ${noun}`);
      else if (notEmpty && value === '') at.report('EMPTY', `is empty, must be ${noun}`);
      else if (value.length > (maxLength ?? Infinity))
        at.report('RANGE', `has ${value.length} characters, must have at most ${maxLength}`);
      else if (pattern?.test(value) === false)
        at.refuse('VALUE', `must be ${noun}${form === undefined ? '' : `: ${form}`}`);
      else return value;
      return '';
    },
  };
}

/** True for text with control characters, line breaks included, or halves of characters. */
export function isUnprintable(value: string): boolean {
  // Most texts are plain, and to prepare what finds the others takes a while.
  return /[^ -~]/.test(value) && /[\p{Cc}\p{Cs}\u2028\u2029]/u.test(value);
}
