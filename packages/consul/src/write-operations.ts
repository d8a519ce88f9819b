import { HareError } from '@hare/base';
import type { ConsulKv } from './consul-kv.js';
import { packTransactions, type KvOperation, type OperationPack } from './kv-operation.js';

/**
 * Writes operations in their order, in one transaction if they fit; false if the first transaction
 * fails a check (nothing was written).
 * @throws HareError `CONSUL_CONFLICT` if a later one does
 */
export async function writeOperations(
  kv: ConsulKv,
  operations: readonly KvOperation[],
): Promise<boolean> {
  let done = 0;
  for (const pack of packTransactions(operations)) {
    const held = pack.fits ? await transact(kv, pack) : await putLarge(kv, pack.operations);
    if (!held && done === 0) return false;
    if (!held)
      throw new HareError(
        'CONSUL_CONFLICT',
        `another process changed the same keys; ${done} of ${operations.length} changes were ` +
          'written',
        { where: kv.where(), hint: 'retry; Consul writes at most 64 keys at once' },
      );
    done += pack.operations.length;
  }
  return true;
}

async function transact(
  kv: ConsulKv,
  { operations, body }: OperationPack<KvOperation>,
): Promise<boolean> {
  const repeatable = operations.every(({ verb }) => verb === 'set' || verb === 'delete');
  return kv.write(body, repeatable, kv.where(operations[0]?.key));
}

/** A value (up to 512 KiB) that no transaction takes, as its text form is larger. */
async function putLarge(kv: ConsulKv, [operation]: readonly KvOperation[]): Promise<boolean> {
  if (operation?.verb !== 'set' && operation?.verb !== 'cas') return false;
  return kv.put(operation.key, operation.text, {
    index: operation.verb === 'cas' ? operation.index : undefined,
    flags: operation.flags,
  });
}
