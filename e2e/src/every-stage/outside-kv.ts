import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ConsulKv } from '@hare/consul';

/** A KV as a test sees it, independently of the stages. */
export interface OutsideKv {
  readonly url: string;
  read(): Promise<Readonly<Record<string, string>>>;
  /** Remembers all keys as they are; the answer brings them back to that, and forgets locks. */
  keep(): Promise<() => Promise<void>>;
}

/** Makes the KV of one machine; `name` distinguishes the machines of one server. */
export type MakeKv = (folder: string, name: string) => OutsideKv;

/** A json file in the machine's folder, which is kept with it. */
export const embeddedKv: MakeKv = (folder) => {
  const file = path.join(folder, 'kv.json');
  return {
    url: `json://${file}`,
    read: () =>
      Promise.resolve(
        existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {},
      ),
    keep: () => Promise.resolve(() => Promise.resolve()),
  };
};

/** The keys below a prefix of a Consul. */
export function consulKv(address: string): MakeKv {
  const kv = ConsulKv.at(address);
  return (_folder, name) => {
    const prefix = `site/${name}/`;
    const read = async (): Promise<Readonly<Record<string, string>>> =>
      Object.fromEntries(
        (await kv.tree(prefix)).entries.map((entry) => [
          entry.key.slice(prefix.length),
          entry.text,
        ]),
      );
    return {
      url: `consul://${address}/${prefix}`,
      read,
      keep: async () => {
        const kept = await read();
        return async () => {
          await endSessions(address);
          const gone = Object.keys(await read()).filter((key) => kept[key] === undefined);
          for (const key of gone)
            await kv.transaction([{ verb: 'delete', key: prefix + key }], true);
          for (const [key, text] of Object.entries(kept)) await kv.put(prefix + key, text);
        };
      },
    };
  };
}

async function endSessions(address: string): Promise<void> {
  const sessions = (await (await fetch(`http://${address}/v1/session/list`)).json()) as readonly {
    readonly ID: string;
  }[];
  for (const { ID } of sessions)
    await fetch(`http://${address}/v1/session/destroy/${ID}`, { method: 'PUT' });
}
