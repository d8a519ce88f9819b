import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startConsul } from '@hare/real-consul';
import type { ConsulCluster, ConsulProgram } from '@hare/real-consul';
import { ConsulKv } from '@hare/consul';
import type { KvEntry } from '@hare/base';

/**
 * Consul servers, a folder for files of entries, and direct looks into the KV, for one test file.
 */
export interface ConsulFixture {
  readonly cluster: ConsulCluster;
  readonly kv: ConsulKv;
  /** The file that `apply-process.mjs` reads. */
  entriesFile(name: string, entries: readonly KvEntry[]): string;
  /** Every key below a text with its value. */
  texts(prefix: string): Promise<ReadonlyMap<string, string>>;
  stop(): Promise<void>;
}

export async function startFixture(
  program: ConsulProgram | undefined,
  servers: number,
): Promise<ConsulFixture> {
  if (program === undefined) throw new Error('there is no Consul');
  const cluster = await startConsul({ binary: program.binary, servers });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'hare-apply-'));
  const kv = ConsulKv.at(cluster.address);
  return {
    cluster,
    kv,
    entriesFile(name, entries) {
      const file = path.join(folder, `${name}.json`);
      writeFileSync(file, JSON.stringify(entries));
      return file;
    },
    async texts(prefix) {
      return new Map((await kv.tree(prefix)).entries.map((entry) => [entry.key, entry.text]));
    },
    async stop() {
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the KV must contain below a prefix for a configuration, without the protocol's record. */
export function expectedTexts(
  prefix: string,
  entries: readonly KvEntry[],
): ReadonlyMap<string, string> {
  return new Map(entries.map(({ key, value }) => [prefix + key, String(value)]));
}

/** The KV without the record, which names owner and time. */
export function withoutRecord(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...texts].filter(([key]) => !key.endsWith('hare_setup/apply')));
}
