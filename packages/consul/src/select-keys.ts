import { HareError, type Where } from '@hare/base';
import { permissionDenied } from './consul-failure.js';
import type { ConsulEndpoint } from './consul-endpoint.js';
import type { KvEntry } from './kv-entry.js';
import { packTransactions, type KvOperation, type TransactionOutcome } from './kv-operation.js';

/** What `select` reads: all keys below each folder (a text that ends in `/`), and single keys. */
export interface KvSelection {
  readonly folders?: readonly string[];
  readonly keys?: readonly string[];
}

/** What is needed of a KV to read by transactions. */
export interface TransactionReader {
  readonly http: { readonly endpoint: ConsulEndpoint };
  where(key?: string): Where;
  transaction(operations: readonly KvOperation[], repeatable: boolean): Promise<TransactionOutcome>;
}

type ReadOperation = Extract<KvOperation, { verb: 'get' | 'get-tree' }>;

/**
 * Reads folders and single keys, and nothing else: at one moment, in one request, if they are at
 * most 64 and no single key is missing; an earlier request finds the missing ones.
 * @throws HareError `CONSUL_PERMISSION_DENIED` if there is a key among them that the token may not
 *   read. With older releases of Consul, and if nothing is there, an empty answer does not show
 *   whether more may be read: `get` of any key does.
 */
export async function selectKeys(
  kv: TransactionReader,
  { folders = [], keys = [] }: KvSelection,
): Promise<readonly KvEntry[]> {
  const found: KvEntry[] = [];
  const operations = [
    ...folders.map((key): ReadOperation => ({ verb: 'get-tree', key })),
    ...keys.map((key): ReadOperation => ({ verb: 'get', key })),
  ];
  for (const pack of packTransactions(operations))
    for (const entry of await selectAtOnce(kv, pack.operations)) found.push(entry);
  return found;
}

async function selectAtOnce(
  kv: TransactionReader,
  asked: readonly ReadOperation[],
): Promise<readonly KvEntry[]> {
  let open = asked;
  while (open.length > 0) {
    const outcome = await kv.transaction(open, true);
    if (outcome.kind === 'done') {
      const names = new Set(outcome.entries.map(({ key }) => key));
      // Consul leaves out what the token may not read, and says so only in newer releases; for a
      // single key it says so if there is none.
      const withheld =
        open.find(({ verb, key }) => verb === 'get' && !names.has(key)) ??
        (outcome.hidden ? await withheldFolder(kv, open) : undefined);
      if (withheld !== undefined) throw permissionDenied(kv.http.endpoint, kv.where(withheld.key));
      return outcome.entries;
    }
    const missing = new Set(outcome.operations);
    const isAbsence =
      outcome.operations.length > 0 && /doesn't exist|does not exist/.test(outcome.reason);
    if (!isAbsence)
      throw new HareError('CONSUL_FAILED', `Consul refuses to read: ${outcome.reason}`, {
        where: kv.where(open[0]?.key),
      });
    open = open.filter((_, place) => !missing.has(place));
  }
  return [];
}

async function withheldFolder(
  kv: TransactionReader,
  operations: readonly ReadOperation[],
): Promise<ReadOperation | undefined> {
  for (const operation of operations) {
    const outcome = await kv.transaction([operation], true);
    if (outcome.kind === 'done' && outcome.hidden) return operation;
  }
  return operations[0];
}
