import { setTimeout as sleep } from 'node:timers/promises';
import type { ConsulKv } from '@hare/consul';

const recordKey = 'hare_setup/apply';

/**
 * Every key of a KV but the record of what is applied, which names owner and time. A lock that was
 * left behind would show.
 */
export async function configuredTexts(kv: ConsulKv): Promise<ReadonlyMap<string, string>> {
  return new Map(
    (await kv.tree('')).entries
      .filter(({ key }) => key !== recordKey)
      .map(({ key, text }) => [key, text]),
  );
}

/** The record of what is applied; undefined when there is none. */
export async function applyRecord(
  kv: ConsulKv,
): Promise<
  { readonly generation: number; readonly state: string; readonly owner: string } | undefined
> {
  const text = (await kv.get(recordKey))?.text;
  return text === undefined
    ? undefined
    : (JSON.parse(text) as {
        readonly generation: number;
        readonly state: string;
        readonly owner: string;
      });
}

/** Returns when the KV says that a configuration is being applied, or when `over` does. */
export async function untilApplying(kv: ConsulKv, over: Promise<unknown>): Promise<void> {
  const isOver = over.then(() => true);
  while ((await applyRecord(kv))?.state !== 'applying')
    if (await Promise.race([isOver, sleep(3).then(() => false)])) return;
}
