import { setTimeout as sleep } from 'node:timers/promises';
import type { ConsulKv } from './consul-kv.js';
import type { KvEntry } from './kv-entry.js';

/** How long one blocking query waits for a change, seconds. */
const waitSeconds = 55;

/** How often a prefix is looked at that Consul does not wait for, ms. */
const pollMs = 1000;

/**
 * Calls `onChange`, and waits for it, after each change among the keys that start with `prefix` and
 * are `wanted`, until the signal aborts. Several changes between two looks are one call.
 */
export async function watchKeys(
  kv: ConsulKv,
  prefix: string,
  wanted: (key: string) => boolean,
  onChange: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const first = await kv.tree(prefix);
  let seen = fingerprint(first.entries, wanted);
  let index = Math.max(1, first.index);
  try {
    while (!signal.aborted) {
      const next = await kv.tree(prefix, { index, seconds: waitSeconds, signal });
      if (next.index === 0) await sleep(pollMs, undefined, { signal });
      // An index that goes back means that Consul was restored: start again.
      index = next.index < index ? 1 : Math.max(1, next.index);
      const now = fingerprint(next.entries, wanted);
      if (now === seen) continue;
      seen = now;
      await onChange();
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Differs whenever a wanted key was written, made or deleted. */
function fingerprint(entries: readonly KvEntry[], wanted: (key: string) => boolean): string {
  return entries
    .flatMap((entry) => (wanted(entry.key) ? [`${entry.modifyIndex} ${entry.key}`] : []))
    .join('\0');
}
