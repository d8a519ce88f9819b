import type { StageContext } from '../stage-context.js';

/** A value of the KV: text in Consul; a document may hold other plain data. */
export type KvValue = string | number | boolean | null | readonly KvValue[] | { readonly [name: string]: KvValue };

/** The KV as stages see it beside `@hare/apply`: all keys at one moment, and changes of single keys. Keys are flat texts such as `m0conf/nodes/…`. */
export interface StageKv {
  /** For messages, without secrets. */
  readonly url: string;
  /** Whether one change is all or nothing, however large. */
  readonly atomic: boolean;
  read(): Promise<ReadonlyMap<string, KvValue>>;
  /** Sets, then deletes, in as few transactions as the KV allows; doing it twice is as good as once. */
  change(change: KvChange): Promise<void>;
  close(): Promise<void>;
}

export interface KvChange {
  readonly sets?: ReadonlyMap<string, KvValue>;
  readonly deletes?: readonly string[];
}

/** The KV, or why there is none to ask: nobody named one, and no Consul runs at the default address. */
export type FoundKv = { readonly kind: 'open'; readonly kv: StageKv; readonly entries: ReadonlyMap<string, KvValue> } | { readonly kind: 'absent'; readonly reason: string };

export const defaultKvUrl = 'consul://127.0.0.1:8500/';

/**
 * Opens the KV that was named (`--kv`, environment, settings, or what config recorded), else the default one, and reads all its keys.
 * With `mayBeDown`, also a named Consul that does not answer counts as absent: the cluster is not assumed to run.
 * @throws HareError when a KV that was named cannot be read
 */
export async function openStageKv({ kvUrl }: Pick<StageContext, 'kvUrl'>, { mayBeDown = false }: { readonly mayBeDown?: boolean } = {}): Promise<FoundKv> {
  const url = kvUrl ?? defaultKvUrl;
  const kv = await openKv(url, kvUrl === undefined || mayBeDown ? 0 : undefined);
  try {
    return { kind: 'open', kv, entries: await kv.read() };
  } catch (error) {
    await kv.close();
    if ((kvUrl === undefined || mayBeDown) && (error as { readonly code?: unknown }).code === 'CONSUL_UNREACHABLE') return { kind: 'absent', reason: `no Consul runs at ${kv.url}${kvUrl === undefined ? ', and no other KV was named' : ''}` };
    throw error;
  }
}

async function openKv(url: string, retryMs: number | undefined): Promise<StageKv> {
  const { parseStoreUrl } = await import('@hare/confstore');
  const place = parseStoreUrl(url);
  if (place.scheme === 'consul') {
    const { ConsulStageKv } = await import('./consul-stage-kv.js');
    return new ConsulStageKv(place, retryMs);
  }
  const { DocumentStageKv } = await import('./document-stage-kv.js');
  return new DocumentStageKv(url, place);
}
