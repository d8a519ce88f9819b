import type { Cursor } from './cursor.js';
import { found } from './found.js';
import type { Schema } from './schema.js';

export interface NumberRule {
  readonly min?: number;
  readonly max?: number;
}

/** A number as data has it, never text. */
export function number(rule: NumberRule & { readonly whole?: boolean } = {}): Schema<number> {
  const { whole = false } = rule;
  const must = `must be a ${whole ? 'whole ' : ''}number${range(rule)}`;
  const isRight = (value: number): boolean =>
    (whole ? Number.isSafeInteger(value) : Number.isFinite(value)) && isWithin(value, rule);
  return {
    json: { type: whole ? 'integer' : 'number', ...limits(rule) },
    blank: 0,
    read(at) {
      const { value } = at;
      if (typeof value === 'number' && isRight(value)) return value;
      at.refuse(typeof value === 'number' ? 'RANGE' : 'TYPE', must);
      return 0;
    },
  };
}

/** A whole number, also as text: `"16"`, `16.0`; beyond 2^53 it is refused, not rounded. */
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
  const json = {
    anyOf: [
      { type: whole ? 'integer' : 'number', ...limits(rule) },
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
    at.refuse('TYPE', must);
    return 0;
  }
  if (Math.abs(number) > Number.MAX_SAFE_INTEGER) {
    at.report(
      'TOO_LARGE',
      `is ${found(value)}, which is beyond 2^53 and would be rounded`,
      'correct the number',
    );
    return 0;
  }
  if (!isWithin(number, rule)) at.refuse('RANGE', must);
  return number;
}

function toNumber(value: unknown, form: RegExp): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'string' && form.test(value) ? Number(value) : undefined;
}

function limits({ min, max }: NumberRule): object {
  return {
    ...(min === undefined ? {} : { minimum: min }),
    ...(max === undefined ? {} : { maximum: max }),
  };
}

function isWithin(number: number, { min = -Infinity, max = Infinity }: NumberRule): boolean {
  return number >= min && number <= max;
}

function range({ min, max }: NumberRule): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` not below ${min}`;
  return max === undefined ? '' : ` not above ${max}`;
}
