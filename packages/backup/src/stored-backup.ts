import { createHash } from 'node:crypto';
import { formatKey, openConfStore, type MapStore } from '@hare/confstore';
import { HareError, maskUrl } from '@hare/base';
import { damaged } from './archive-seal.js';
import { bufferSource, tooLarge } from './archive-source.js';
import { chooseBackup, type FoundBackup } from './choose-backup.js';
import { makePrivateStore } from './private-store.js';

/**
 * All our keys in a ConfStore are below this name: `hare_backup>HOST>current`,
 * `hare_backup>HOST>GENERATION>0000`.
 */
const top = 'hare_backup';
/** Consul takes values up to 512 KiB. */
const partBytes = 192 * 1024;
const partTextLength = Math.ceil(partBytes / 3) * 4;
/** A whole backup in a ConfStore is kept in memory. */
const storedTextLength = 64 * 1024 ** 2;

interface Current {
  readonly version: 1;
  readonly generation: string;
  readonly parts: number;
}

/**
 * Reads a host's backup from a ConfStore. @throws HareError `BACKUP_AMBIGUOUS`, `BACKUP_DAMAGED`
 */
export async function readStoredBackup(
  url: string,
  hosts: readonly string[],
): Promise<FoundBackup | undefined> {
  const store = await openConfStore(url, { create: true, maps: true });
  try {
    const { hosts: present } = await look(store);
    const host = chooseBackup(present, hosts, { url: store.url, key: top });
    if (host === undefined) return undefined;
    const where = { url: store.url, key: formatKey([top, host]) };
    const current = parse(await store.get(formatKey([top, host, 'current'])));
    if (current === undefined) throw damaged('its list of parts cannot be read', where);
    const parts: Buffer[] = [];
    let bytes = 0;
    for (let part = 0; part < current.parts; part++) {
      const text = await store.get(formatKey([top, host, current.generation, partName(part)]));
      if (typeof text !== 'string')
        throw damaged(`part ${part + 1} of ${current.parts} is missing`, where);
      bytes += text.length;
      if (text.length > partTextLength || bytes > storedTextLength)
        throw tooLarge('the backup in the ConfStore is larger than allowed', where);
      parts.push(Buffer.from(text, 'base64'));
    }
    return { source: bufferSource(Buffer.concat(parts)), where };
  } finally {
    await store.close();
  }
}

/**
 * Replaces a host's backup in a ConfStore: it writes the new parts, then the one key that names
 * them, then removes the old parts. If it is killed in between, either the old backup or the new
 * one is complete.
 */
export async function writeStoredBackup(url: string, host: string, archive: Buffer): Promise<void> {
  if (Math.ceil(archive.length / 3) * 4 > storedTextLength)
    throw tooLarge('the backup is too large for a ConfStore; nothing was written', {
      url: maskUrl(url),
    });
  await makePrivateStore(url);
  const store = await openConfStore(url, { create: true, maps: true });
  try {
    await store.update(async (locked) => {
      const generation = createHash('sha256').update(archive).digest('hex').slice(0, 16);
      const parts = Math.ceil(archive.length / partBytes);
      for (let part = 0; part < parts; part++)
        await locked.set(
          formatKey([top, host, generation, partName(part)]),
          archive.subarray(part * partBytes, (part + 1) * partBytes).toString('base64'),
        );
      await locked.set(
        formatKey([top, host, 'current']),
        JSON.stringify({ version: 1, generation, parts } satisfies Current),
      );
      const { generations } = await look(locked);
      for (const old of generations.get(host) ?? [])
        if (old !== generation) await locked.delete(formatKey([top, host, old]), { force: true });
    });
  } finally {
    await store.close();
  }
}

/** Whether a write that was cut short left parts that no backup has. */
export async function hasLooseParts(url: string, host: string): Promise<boolean> {
  const store = await openConfStore(url, { create: true, maps: true });
  try {
    const current = parse(await store.get(formatKey([top, host, 'current'])));
    return [...((await look(store)).generations.get(host) ?? [])].some(
      (each) => each !== current?.generation,
    );
  } finally {
    await store.close();
  }
}

/** Which hosts have a backup, and which generations of parts there are. */
async function look(store: MapStore): Promise<{
  readonly hosts: readonly string[];
  readonly generations: ReadonlyMap<string, ReadonlySet<string>>;
}> {
  const hosts = new Set<string>();
  const generations = new Map<string, Set<string>>();
  for (const { path } of await store.leaves()) {
    const [first, host, third] = path;
    if (first !== top || typeof host !== 'string' || typeof third !== 'string') continue;
    if (third === 'current') hosts.add(host);
    else generations.set(host, (generations.get(host) ?? new Set()).add(third));
  }
  return { hosts: [...hosts], generations };
}

function parse(text: unknown): Current | undefined {
  if (typeof text !== 'string' || text.length > 1024) return undefined;
  try {
    const { version, generation, parts } = JSON.parse(text) as Partial<Omit<Current, 'version'>> & {
      readonly version?: unknown;
    };
    if (typeof version === 'number' && version > 1)
      throw new HareError(
        'BACKUP_NEWER',
        `the backup has version ${version}, but this release supports version 1`,
        { hint: 'use the release that made it, or a newer one' },
      );
    const isRight =
      version === 1 &&
      typeof generation === 'string' &&
      /^[0-9a-f]{16}$/.test(generation) &&
      Number.isSafeInteger(parts) &&
      (parts ?? 0) > 0;
    return isRight ? { version, generation, parts: parts ?? 0 } : undefined;
  } catch (error) {
    if (error instanceof HareError) throw error;
    return undefined;
  }
}

function partName(part: number): string {
  return `part-${String(part).padStart(4, '0')}`;
}
