import type { Cursor } from './cursor.js';
import { found } from './found.js';
import type { Schema } from './schema.js';

export interface ListRule {
  /** An empty list is reported. */
  readonly notEmpty?: boolean;
  /** A longer list is refused unread. */
  readonly most?: number;
}

/** A list of values of one kind. */
export function list<T>(item: Schema<T>, rule: ListRule = {}): Schema<readonly T[]> {
  return {
    get json() {
      return {
        type: 'array',
        items: item.json,
        ...(rule.notEmpty === true ? { minItems: 1 } : {}),
        ...(rule.most === undefined ? {} : { maxItems: rule.most }),
      };
    },
    blank: [],
    parts: [{ step: '[]', schema: item }],
    read: (at) => readList(at, item, rule),
  };
}

/** A list of text, or one text with the items separated by commas: `eth0, eth1`. */
export function textList(item: Schema<string>, rule: ListRule = {}): Schema<readonly string[]> {
  return {
    get json() {
      const joined = rule.notEmpty === true ? { pattern: '[^\\s,]' } : {};
      return { anyOf: [list(item, rule).json, { type: 'string', ...joined }] };
    },
    blank: [],
    read(at) {
      if (typeof at.value !== 'string') return readList(at, item, rule);
      const parsed = listInText(at.value);
      return parsed === undefined
        ? readSplit(at, item, rule, at.value)
        : readList(at.as(parsed), item, rule);
    },
  };
}

function readList<T>(at: Cursor, item: Schema<T>, rule: ListRule): readonly T[] {
  if (!Array.isArray(at.value)) {
    at.refuse('TYPE', 'must be a list');
    return [];
  }
  if (at.value.length === 0 && rule.notEmpty === true)
    at.report('EMPTY', 'is an empty list, must contain at least one item');
  if (at.value.length > (rule.most ?? Infinity)) {
    at.report('RANGE', `is ${found(at.value)}, must have at most ${rule.most}`);
    return [];
  }
  return Array.from({ length: at.value.length }, (_, i) => readItem(at.child(i), item));
}

/** An item of a list or map, whose place exists: an empty one is a finding. */
export function readItem<T>(at: Cursor, item: Schema<T>): T {
  if (at.value !== undefined) return item.read(at);
  at.report('MISSING', 'is nothing, must not be empty');
  return item.blank;
}

/** Stores of text only (Consul) keep a list as JSON: `["eth0","eth1"]`. */
function listInText(text: string): readonly string[] | undefined {
  if (!text.trimStart().startsWith('[')) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) && parsed.every((part) => typeof part === 'string')
      ? parsed
      : undefined;
  } catch {
    return undefined;
  }
}

function readSplit(
  at: Cursor,
  item: Schema<string>,
  rule: ListRule,
  joined: string,
): readonly string[] {
  const parts = joined
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === 0 && rule.notEmpty === true)
    at.report('EMPTY', 'is empty, must contain at least one item');
  return parts.map((part) => item.read(at.as(part)));
}
