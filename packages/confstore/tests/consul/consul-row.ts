import { consulForTests, startConsul } from '@hare/real-consul';
import type { ConsulCluster } from '@hare/real-consul';
import fc from 'fast-check';
import { afterAll, beforeAll } from 'vitest';
import { ConsulKv } from '@hare/consul';
import type { MapStore } from '../../src/conf-store.js';
import { openConfStore } from '../../src/open-conf-store.js';
import { flatKeys, flatValues } from '../laws/flat-values.js';
import type { LawRow, OpenedStore } from '../laws/law-row.js';

const program = await consulForTests();
let cluster: ConsulCluster | undefined;
let kv: ConsulKv | undefined;
let opened = 0;

if (program !== undefined) {
  beforeAll(async () => {
    cluster = await startConsul({ binary: program.binary });
    kv = ConsulKv.at(cluster.address);
  });
  afterAll(async () => {
    await cluster?.stop();
  });
}

/** The keys of a Consul below a prefix, as JSON text: texts by their keys, sorted. */
const documents: fc.Arbitrary<string> = fc
  .dictionary(
    fc.constantFrom(
      's>k',
      's>t>k',
      's>n[0]',
      's>n[1]',
      's',
      'top',
      'long name',
      'ünï>é',
      'a.b',
      'a/b',
      '__proto__x',
    ),
    fc.constantFrom('v', '', 'line\n', 'a\r\nb', '日本'),
    { maxKeys: 5 },
  )
  .map((keys) =>
    JSON.stringify(
      Object.fromEntries(
        Object.entries(keys).sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
      ),
    ),
  );

/** A store below a prefix of its own in a real Consul. */
async function open(text: string): Promise<OpenedStore> {
  const [servers, direct] = [cluster, kv];
  if (servers === undefined || direct === undefined)
    throw new Error('Consul is used before it is started');
  opened += 1;
  const prefix = `laws/${opened}/`;
  const keys = Object.entries(JSON.parse(text) as Readonly<Record<string, string>>);
  await direct.transaction(
    keys.map(([key, value]) => ({ verb: 'set', key: prefix + key, text: value })),
    true,
  );
  const reopen = (): Promise<MapStore> =>
    openConfStore(`consul://${servers.address}/${prefix}`, { maps: true });
  const bytes = async (): Promise<string> =>
    JSON.stringify(
      Object.fromEntries(
        (await direct.tree(prefix)).entries.map((entry) => [
          entry.key.slice(prefix.length),
          entry.text,
        ]),
      ),
    );
  return { store: await reopen(), bytes, reopen };
}

/** The laws of a ConfStore on a real Consul; none where there is no Consul. */
export const consulRows: readonly LawRow[] =
  program === undefined
    ? []
    : [{ name: 'consul', documents, values: flatValues, keys: flatKeys([1, 2, 3]), open }];
