import type { ConfMap, ConfStore } from '@hare/confstore';
import { isHareError } from '@hare/base';
import type { StageContext } from '@hare/stage';

/**
 * The ConfStore, if one is known and can be opened: for what a stage would like to know but can do
 * without.
 */
export async function confStoreIfAny(
  context: Pick<StageContext, 'configUrl' | 'confStore' | 'log'>,
): Promise<ConfStore | undefined> {
  if (context.configUrl === undefined) return undefined;
  try {
    return await context.confStore();
  } catch (error) {
    if (!isHareError(error)) throw error;
    context.log.debug(`done without the ConfStore: ${error.message}`);
    return undefined;
  }
}

/** A text of a ConfStore; undefined when it is absent, empty or no text. */
export async function textAt(store: ConfStore, key: string): Promise<string | undefined> {
  const value = await store.get(key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The names of a map of a ConfStore; none when it is absent. */
export async function namesAt(store: ConfStore, key: string): Promise<readonly string[]> {
  const value = await store.get(key);
  return value instanceof Map ? [...(value as ConfMap).keys()] : [];
}
