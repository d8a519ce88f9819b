import { expect, test } from 'vitest';
import {
  encodeOperation,
  packTransactions,
  transactionLimits,
  type KvOperation,
} from './kv-operation.js';

const guard: readonly KvOperation[] = [{ verb: 'check-session', key: 'lock', session: 's' }];

function parsed(
  body: string,
): readonly { readonly KV: { readonly Verb: string; readonly Key: string } }[] {
  return JSON.parse(body) as readonly {
    readonly KV: { readonly Verb: string; readonly Key: string };
  }[];
}

test('an operation is encoded as Consul reads it', () => {
  expect(JSON.parse(encodeOperation({ verb: 'cas', key: 'a"b', text: 'é', index: 7 }))).toEqual({
    KV: { Verb: 'cas', Key: 'a"b', Value: Buffer.from('é').toString('base64'), Index: 7 },
  });
  expect(JSON.parse(encodeOperation({ verb: 'delete', key: 'k' }))).toEqual({
    KV: { Verb: 'delete', Key: 'k' },
  });
});

test('every transaction begins with the guard, holds at most 64 operations, and together they carry all operations in order', () => {
  const operations = Array.from({ length: 200 }, (_, place): KvOperation => ({
    verb: 'set',
    key: `k${place}`,
    text: '',
  }));
  const bodies = [...packTransactions(operations, guard)].map(({ body }) => parsed(body));
  expect(bodies.map((body) => body.length)).toEqual([64, 64, 64, 12]);
  expect(bodies.every(([first]) => first?.KV.Verb === 'check-session')).toBe(true);
  expect(bodies.flatMap((body) => body.slice(1).map(({ KV }) => KV.Key))).toEqual(
    operations.map(({ key }) => key),
  );
});

test('no transaction is larger than Consul takes, but for an operation that is so alone', () => {
  const operations = [100, 200, 300, 20, 500].map((kib, place): KvOperation => ({
    verb: 'set',
    key: `k${place}`,
    text: 'x'.repeat(kib * 1024),
  }));
  const packs = [...packTransactions(operations, guard)];
  expect(
    packs.map(({ body, fits }) => [
      parsed(body).length,
      body.length <= transactionLimits.bytes,
      fits,
    ]),
  ).toEqual([
    [3, true, true],
    [3, true, true],
    [2, false, false],
  ]);
  expect(packs.flatMap((pack) => pack.operations)).toEqual(operations);
});

test('nothing to do is no transaction', () => {
  expect([...packTransactions([], guard)]).toEqual([]);
});
