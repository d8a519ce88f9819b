import type { KvEntry } from './kv-entry.js';

/** One operation of a transaction. `index` is a ModifyIndex, 0 for "there is no such key". */
export type KvOperation =
  /** `flags`: as the key has them; a key that is written without them loses them. */
  | {
      readonly verb: 'set';
      readonly key: string;
      readonly text: string;
      readonly flags?: string | undefined;
    }
  | {
      readonly verb: 'cas';
      readonly key: string;
      readonly text: string;
      readonly index: number;
      readonly flags?: string | undefined;
    }
  | { readonly verb: 'delete'; readonly key: string }
  | { readonly verb: 'delete-cas'; readonly key: string; readonly index: number }
  | { readonly verb: 'lock'; readonly key: string; readonly text: string; readonly session: string }
  | { readonly verb: 'get'; readonly key: string }
  | { readonly verb: 'get-tree'; readonly key: string }
  /** Fails the transaction unless the session has locked the key. */
  | { readonly verb: 'check-session'; readonly key: string; readonly session: string }
  | { readonly verb: 'check-not-exists'; readonly key: string };

/** What became of a transaction. */
export type TransactionOutcome =
  /** `hidden`: some of the requested keys may not be read with this token. */
  | { readonly kind: 'done'; readonly entries: readonly KvEntry[]; readonly hidden: boolean }
  /**
   * Nothing was changed: a check or check-and-set failed. `operations`: the positions of those that
   * failed.
   */
  | { readonly kind: 'refused'; readonly operations: readonly number[]; readonly reason: string };

/** The operation as Consul reads it, in JSON. */
export function encodeOperation(operation: KvOperation): string {
  const parts = [`"Verb":"${operation.verb}"`, `"Key":${JSON.stringify(operation.key)}`];
  if ('text' in operation)
    parts.push(`"Value":"${Buffer.from(operation.text, 'utf8').toString('base64')}"`);
  if ('flags' in operation && operation.flags !== undefined && operation.flags !== '0')
    parts.push(`"Flags":${operation.flags}`);
  if ('index' in operation) parts.push(`"Index":${operation.index}`);
  if ('session' in operation) parts.push(`"Session":${JSON.stringify(operation.session)}`);
  return `{"KV":{${parts.join(',')}}}`;
}

/** Consul's limits for one transaction. */
export const transactionLimits = { operations: 64, bytes: 512 * 1024 } as const;

/** Consul's limit for one value, in bytes. */
export const maxValueBytes = 512 * 1024;

/** Operations that go together in one transaction. */
export interface OperationPack<O extends KvOperation> {
  readonly operations: readonly O[];
  /** The transaction as Consul reads it, in JSON. */
  readonly body: string;
  /** False for a single operation that is too large for any transaction: Consul refuses it. */
  readonly fits: boolean;
}

/**
 * The transactions that carry the operations in their order, each beginning with the operations of
 * `guard`, and made when asked for. An operation too large for any transaction gets one of its own.
 */
export function* packTransactions<O extends KvOperation>(
  operations: Iterable<O>,
  guard: readonly KvOperation[] = [],
): Generator<OperationPack<O>, void> {
  const head = guard.map(encodeOperation);
  const headBytes = head.reduce((sum, text) => sum + Buffer.byteLength(text) + 1, 2);
  let pack: O[] = [];
  let texts = [...head];
  let bytes = headBytes;
  const packed = (): OperationPack<O> => ({
    operations: pack,
    body: `[${texts.join(',')}]`,
    fits: bytes <= transactionLimits.bytes,
  });
  for (const operation of operations) {
    const text = encodeOperation(operation);
    const size = Buffer.byteLength(text) + 1;
    const isFull =
      texts.length >= transactionLimits.operations || bytes + size > transactionLimits.bytes;
    if (isFull && pack.length > 0) {
      yield packed();
      [pack, texts, bytes] = [[], [...head], headBytes];
    }
    pack.push(operation);
    texts.push(text);
    bytes += size;
  }
  if (pack.length > 0) yield packed();
}
