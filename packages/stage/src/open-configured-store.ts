import type { ConfStore } from '@hare/confstore';
import { HareError } from '@hare/base';
import type { Masker } from './report/masker.js';

/**
 * Opens the ConfStore and tells the masker its secrets, before anybody can print them. @throws
 * HareError `CONFIG_URL_MISSING`
 */
export async function openConfiguredStore(
  url: string | undefined,
  masker: Masker,
): Promise<ConfStore> {
  if (url === undefined) {
    throw new HareError(
      'CONFIG_URL_MISSING',
      'no ConfStore is known: --config was not given, and config has recorded none',
      { hint: 'run config first: hare_setup config --config URL' },
    );
  }
  const { openConfStore } = await import('@hare/confstore');
  const store = await openConfStore(url);
  masker.learnFrom(await store.data());
  return store;
}
