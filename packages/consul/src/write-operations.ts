import { HareError } from '@hare/base';
import type { ConsulKv } from './consul-kv.js';
import {
  encodeOperation,
  packTransactions,
  transactionLimits,
  type KvOperation,
} from './kv-operation.js';

/**
 * Writes operations in their order, together where one transaction holds them; false when the first
 * transaction does not hold (nothing was written).
 * @throws HareError `CONSUL_CONFLICT` when a later one does not
 */
export async function writeOperations(
  kv: ConsulKv,
  operations: readonly KvOperation[],
): Promise<boolean> {
  let done = 0;
  for (const group of groupBySize(operations)) {
    const held =
      'large' in group ? await putLarge(kv, group.large) : await transact(kv, group.small);
    if (!held && done === 0) return false;
    if (!held)
      throw new HareError(
        'CONSUL_CONFLICT',
        `another process changed the same keys: ${done} of ${operations.length} changes are written`,
        { where: kv.where(), hint: 'run the same again; Consul writes at most 64 keys at once' },
      );
    done += 'large' in group ? 1 : group.small.length;
  }
  return true;
}

async function transact(kv: ConsulKv, operations: readonly KvOperation[]): Promise<boolean> {
  const repeatable = operations.every(({ verb }) => verb === 'set' || verb === 'delete');
  const [body = '[]'] = packTransactions(operations);
  return (await kv.transactionBody(body, repeatable, kv.where(operations[0]?.key))).kind === 'done';
}

async function putLarge(kv: ConsulKv, operation: KvOperation): Promise<boolean> {
  if (operation.verb !== 'set' && operation.verb !== 'cas') return false;
  return kv.put(operation.key, operation.text, {
    index: operation.verb === 'cas' ? operation.index : undefined,
    flags: operation.flags,
  });
}

type Group = { readonly small: readonly KvOperation[] } | { readonly large: KvOperation };

/**
 * Operations that go together, and those with a value (up to 512 KiB) that no transaction takes, as
 * its text form is larger.
 */
function groupBySize(operations: readonly KvOperation[]): readonly Group[] {
  const groups: Group[] = [];
  let small: KvOperation[] = [];
  let bytes = 0;
  const flush = (): void => {
    if (small.length > 0) groups.push({ small });
    small = [];
    bytes = 0;
  };
  for (const operation of operations) {
    const size = Buffer.byteLength(encodeOperation(operation)) + 1;
    if (size + 2 > transactionLimits.bytes) {
      flush();
      groups.push({ large: operation });
      continue;
    }
    if (small.length === transactionLimits.operations || bytes + size + 2 > transactionLimits.bytes)
      flush();
    small.push(operation);
    bytes += size;
  }
  flush();
  return groups;
}
