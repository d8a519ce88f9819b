import { parseStoreUrl } from '@hare/base';
import { defaultKv, findKv } from './find-kv.js';

/**
 * A value of the KV: text in Consul (null if not text); a document may have other plain data.
 */
export type KvValue =
  string | number | boolean | null | readonly KvValue[] | { readonly [name: string]: KvValue };

/** Keys with their values and, where set, their Consul flags. */
export interface KvContent {
  readonly entries: ReadonlyMap<string, KvValue>;
  readonly flags: ReadonlyMap<string, string>;
}

/**
 * The KV as stages see it, apart from `@hare/kv`: Hare's keys at one moment, and changes of single
 * keys. Keys are flat texts such as `m0conf/nodes/…`.
 */
export interface StageKv {
  /** For messages, without secrets. */
  readonly url: string;
  /** Whether one change is all or nothing, however large. */
  readonly atomic: boolean;
  /**
   * Hare's keys. `hosts`: nodes whose keys count though nothing else in the KV names them. A
   * document comes with all its keys.
   */
  read(hosts: readonly string[]): Promise<KvContent>;
  /** The existing ones of these keys. */
  get(keys: readonly string[]): Promise<KvContent>;
  /**
   * Sets, then deletes, in as few transactions as the KV allows; doing it twice is as good as once.
   * A key keeps its flags, and a value that is already right is not written.
   */
  change(change: KvChange): Promise<void>;
  close(): Promise<void>;
}

export interface KvChange {
  readonly sets?: ReadonlyMap<string, KvValue>;
  /** Flags for keys to set, if they should not keep their own. */
  readonly flags?: ReadonlyMap<string, string>;
  readonly deletes?: readonly string[];
}

/**
 * The KV, or why there is none to ask: none was named, and no Consul runs at the default address.
 */
export type FoundKv =
  | ({ readonly kind: 'open'; readonly kv: StageKv } & KvContent)
  | { readonly kind: 'absent'; readonly reason: string };

export interface StageKvOptions {
  /**
   * Also a named Consul that does not answer counts as absent: the cluster is not assumed to run.
   */
  readonly mayBeDown?: boolean;
  readonly hosts?: readonly string[];
}

/**
 * Opens the KV that was named (`--kv`, environment, settings, or what config recorded), else the
 * default one, and reads Hare's keys.
 * @throws HareError when a KV that was named cannot be read
 */
export async function openStageKv(
  { kvUrl }: { readonly kvUrl: string | undefined },
  { mayBeDown = false, hosts = [] }: StageKvOptions = {},
): Promise<FoundKv> {
  const choice = await findKv(kvUrl);
  if (choice.kind === 'deferred')
    return { kind: 'absent', reason: `no Consul at ${defaultKv}, and --kv is missing` };
  const kv = await openKv(choice.url, kvUrl === undefined || mayBeDown ? 0 : undefined);
  try {
    return { kind: 'open', kv, ...(await kv.read(hosts)) };
  } catch (error) {
    await kv.close();
    if (
      (kvUrl === undefined || mayBeDown) &&
      (error as { readonly code?: unknown }).code === 'CONSUL_UNREACHABLE'
    )
      return {
        kind: 'absent',
        reason: `no Consul at ${kv.url}${kvUrl === undefined ? ', and --kv is missing' : ''}`,
      };
    throw error;
  }
}

/**
 * A KV by its URL. `retryMs`: how long to wait for a Consul that does not answer; absent: its
 * default.
 */
export async function openKv(url: string, retryMs?: number): Promise<StageKv> {
  const place = parseStoreUrl(url);
  if (place.scheme === 'consul') {
    const { ConsulStageKv } = await import('./consul-stage-kv.js');
    return new ConsulStageKv(place, retryMs);
  }
  const { DocumentStageKv } = await import('./document-stage-kv.js');
  return new DocumentStageKv(url, place);
}
