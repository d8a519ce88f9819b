import type { ConfMap } from '@hare/confstore';
import { maskUrl } from '@hare/base';
import type { TestSettings } from './test-settings.js';

const parent = 'hare>test';

/**
 * The settings of the plan: defaults, overridden by the `hare>test>…` keys of the ConfStore behind
 * `--param`. @throws HareError of the ConfStore, `TEST_PARAM_INVALID`
 */
export async function readTestSettings(url: string | undefined): Promise<TestSettings> {
  const { parseTestSettings } = await import('./test-settings.js');
  if (url === undefined) return parseTestSettings(new Map(), '');
  const { openConfStore } = await import('@hare/confstore');
  const store = await openConfStore(url, { maps: true });
  try {
    const value = store.flat
      ? new Map(
          (await store.keys({ prefix: `${parent}>` })).map(
            (key) => [key.slice(parent.length + 1), key] as const,
          ),
        )
      : await store.get(parent);
    if (!(value instanceof Map)) return parseTestSettings(new Map(), maskUrl(url));
    const values = store.flat
      ? await Promise.all(
          [...(value as ReadonlyMap<string, string>)].map(
            async ([name, key]) => [name, await store.get(key)] as const,
          ),
        )
      : [...(value as ConfMap)];
    return parseTestSettings(new Map(values), maskUrl(url));
  } finally {
    await store.close();
  }
}
