import type { ConfMap, MapStore } from '@hare/confstore';
import { HareError, isHareError } from '@hare/base';
import type { StageContext } from '@hare/stage';

/**
 * The ConfStore behind `configUrl`, opened once in a run and closed by the runner; the masker
 * learns its secrets before anybody can print them. @throws HareError `CONFIG_URL_MISSING`
 */
export function confStore(context: Pick<StageContext, 'openOnce'>): Promise<MapStore> {
  return context.openOnce(openConfigured);
}

async function openConfigured({ configUrl, masker }: StageContext): Promise<MapStore> {
  if (configUrl === undefined) {
    throw new HareError(
      'CONFIG_URL_MISSING',
      'no ConfStore: --config is missing, and config has not run on this machine',
      { hint: 'run config first: hare_setup config --config URL' },
    );
  }
  const { openConfStore } = await import('@hare/confstore');
  const store = await openConfStore(configUrl, { maps: true });
  masker.learnFrom(await store.data());
  return store;
}

/**
 * The ConfStore, if one is known and can be opened: for what a stage would like to know but can do
 * without.
 */
export async function confStoreIfAny(
  context: Pick<StageContext, 'configUrl' | 'openOnce' | 'log'>,
): Promise<MapStore | undefined> {
  if (context.configUrl === undefined) return undefined;
  try {
    return await confStore(context);
  } catch (error) {
    if (!isHareError(error)) throw error;
    context.log.debug(`continuing without the ConfStore: ${error.message}`);
    return undefined;
  }
}

/** A text of a ConfStore; undefined when it is absent, empty or no text. */
export async function textAt(store: MapStore, key: string): Promise<string | undefined> {
  const value = await store.get(key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The names of a map of a ConfStore; none when it is absent. */
export async function namesAt(store: MapStore, key: string): Promise<readonly string[]> {
  const value = await store.get(key);
  return value instanceof Map ? [...(value as ConfMap).keys()] : [];
}
