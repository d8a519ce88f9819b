import { AnswerSplitter, OversizedAnswer, WrongShape } from './split-answer.js';
import { KvEntry, parseAnswer, type RawKvEntry } from './kv-entry.js';

/** The parts of an answer with entries, read while it arrives. */
export interface EntriesRead {
  readonly splitter: AnswerSplitter;
  readonly entries: readonly KvEntry[];
  /** Why a transaction was refused. */
  readonly errors: readonly TransactionError[];
}

export interface TransactionError {
  readonly OpIndex: number;
  readonly What: string;
}

/** Memory that an entry takes besides its texts. */
const entryBytes = 48;

/**
 * Reads the list of entries that Consul gives for a prefix, one by one: only keys with that prefix,
 * in the order of their bytes, each once.
 * @throws WrongShape from its splitter
 */
export function readEntries(prefix: string, maxBytes: number): EntriesRead {
  const entries: KvEntry[] = [];
  let last: Buffer | undefined;
  return {
    entries,
    errors: [],
    splitter: splitter(1, maxBytes, (raw) => {
      if (!isEntry(raw) || !raw.Key.startsWith(prefix)) throw new WrongShape();
      const key = Buffer.from(raw.Key);
      if (last !== undefined && Buffer.compare(last, key) >= 0) throw new WrongShape();
      last = key;
      entries.push(new KvEntry(raw));
    }),
  };
}

/**
 * Reads what a transaction answers: entries, or why it was refused. @throws WrongShape from its
 * splitter
 */
export function readTransaction(maxBytes: number): EntriesRead {
  const entries: KvEntry[] = [];
  const errors: TransactionError[] = [];
  return {
    entries,
    errors,
    splitter: splitter(2, maxBytes, (raw) => {
      if (isObject(raw) && isEntry(raw['KV'])) entries.push(new KvEntry(raw['KV']));
      else if (isTransactionError(raw)) errors.push(raw);
      else throw new WrongShape();
    }),
  };
}

/**
 * Why a transaction was refused, from its whole answer; none if it was not. Undefined for what no
 * Consul answers.
 */
export function readWritten(answer: unknown): readonly TransactionError[] | undefined {
  if (!isObject(answer) || !isListOrNull(answer['Results'])) return undefined;
  const errors: unknown = answer['Errors'] ?? [];
  return Array.isArray(errors) && errors.every(isTransactionError) ? errors : undefined;
}

/** Whether the frame of an answer is a list of so many elements and nothing else; null is none. */
export function isListOf(count: number, frame: unknown): boolean {
  if (frame === null || frame === undefined) return count === 0;
  return Array.isArray(frame) && frame.length === count && frame.every((item) => item === 0);
}

function splitter(depth: number, maxBytes: number, take: (raw: unknown) => void): AnswerSplitter {
  let used = 0;
  return new AnswerSplitter(depth, Math.max(1024, Math.floor(maxBytes / 32)), (text) => {
    used += text.length + entryBytes;
    if (used > maxBytes) throw new OversizedAnswer('the answer', maxBytes);
    take(parsed(text));
  });
}

function parsed(text: string): unknown {
  try {
    return parseAnswer(text);
  } catch {
    throw new WrongShape();
  }
}

function isEntry(raw: unknown): raw is RawKvEntry {
  if (!isObject(raw)) return false;
  const { Key: key, Value: value, ModifyIndex: index, Session: session, Flags: flags = 0 } = raw;
  const isBase64 =
    value === null || (typeof value === 'string' && /^[A-Za-z0-9+/]*={0,2}$/.test(value));
  const isFlags = isIndex(flags) || (typeof flags === 'string' && /^\d{1,20}$/.test(flags));
  return (
    typeof key === 'string' &&
    isBase64 &&
    isFlags &&
    isIndex(index) &&
    (session === undefined || typeof session === 'string')
  );
}

function isTransactionError(raw: unknown): raw is TransactionError {
  return isObject(raw) && isIndex(raw['OpIndex']) && typeof raw['What'] === 'string';
}

function isListOrNull(value: unknown): boolean {
  return value === null || Array.isArray(value);
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
