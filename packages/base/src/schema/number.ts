import type { Cursor } from './cursor.js';
import { found } from './found.js';
import type { Schema } from './schema.js';

export interface NumberRule {
  readonly min?: number;
  readonly max?: number;
}

/**
 * A whole number, as a number or as text, `16`, `"16"` or `16.0`; beyond 2^53 it is refused rather
 * than rounded.
 */
export function integer(rule: NumberRule = {}): Schema<number> {
  return numberSchema(rule, true);
}

/** A number with or without a fraction, as a number or as text. */
export function decimal(rule: NumberRule = {}): Schema<number> {
  return numberSchema(rule, false);
}

const wholeText = '^\\s*[-+]?\\d+(\\.0*)?\\s*$';
const decimalText = '^\\s*[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?\\s*$';

function numberSchema(rule: NumberRule, whole: boolean): Schema<number> {
  const range = {
    ...(rule.min === undefined ? {} : { minimum: rule.min }),
    ...(rule.max === undefined ? {} : { maximum: rule.max }),
  };
  const json = {
    anyOf: [
      { type: whole ? 'integer' : 'number', ...range },
      { type: 'string', pattern: whole ? wholeText : decimalText },
    ],
  };
  const form = new RegExp(whole ? wholeText : decimalText);
  return { json, blank: 0, read: (at) => readNumber(at, rule, whole, form) };
}

function readNumber(at: Cursor, rule: NumberRule, whole: boolean, form: RegExp): number {
  const must = `must be a ${whole ? 'whole ' : ''}number${range(rule)}`;
  const { value } = at;
  const number = toNumber(value, form);
  if (number === undefined || !Number.isFinite(number) || (whole && !Number.isInteger(number))) {
    at.report('TYPE', `is ${found(value)}, ${must}`);
    return 0;
  }
  if (Math.abs(number) > Number.MAX_SAFE_INTEGER) {
    at.report(
      'TOO_LARGE',
      `is ${found(value)}, which is beyond 2^53 and would be rounded`,
      'write the number as it was meant',
    );
    return 0;
  }
  if (number < (rule.min ?? -Infinity) || number > (rule.max ?? Infinity))
    at.report('RANGE', `is ${found(value)}, ${must}`);
  return number;
}

function toNumber(value: unknown, form: RegExp): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'string' && form.test(value) ? Number(value) : undefined;
}

function range({ min, max }: NumberRule): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` not below ${min}`;
  return max === undefined ? '' : ` not above ${max}`;
}
