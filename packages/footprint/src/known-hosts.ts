import { isHareError, defaultMaxBytes, readRegularFile } from '@hare/base';
import { confStoreIfAny } from '@hare/cluster';
import type { StageContext } from '@hare/stage';
import { listOwnedConfigFiles } from './owned-config-files.js';
import { machineNames } from './machine-names.js';

/**
 * The nodes whose keys in the KV are the cluster's: those of the description, else of the
 * ConfStore, and this machine. What cannot be read names none.
 */
export async function knownHosts(context: StageContext): Promise<readonly string[]> {
  return [
    ...new Set([
      ...(await machineNames(context)),
      ...((await hostsOfCdf(context)) ?? (await hostsOfConfStore(context))),
    ]),
  ];
}

async function hostsOfCdf({ places }: StageContext): Promise<readonly string[] | undefined> {
  const file = places.namedCdf ?? (await orNone(listOwnedConfigFiles(places)))?.cdf[0];
  const text =
    file === undefined
      ? undefined
      : (
          await readRegularFile(file, { maxBytes: defaultMaxBytes }).catch(() => undefined)
        )?.toString('utf8');
  if (file === undefined || text === undefined) return undefined;
  const { readCdf } = await import('@hare/cdf');
  return orNone(
    readCdf(text, file).then(({ model }) => model.nodes.map(({ hostname }) => hostname)),
  );
}

async function hostsOfConfStore(context: StageContext): Promise<readonly string[]> {
  const store = await confStoreIfAny(context);
  if (store === undefined) return [];
  const { readDialect } = await import('@hare/cdf');
  return (
    (await orNone(
      readDialect(store, {}).then(({ model }) => model.nodes.map(({ hostname }) => hostname)),
    )) ?? []
  );
}

async function orNone<T>(found: Promise<T>): Promise<T | undefined> {
  return found.catch((error: unknown) => {
    if (isHareError(error)) return undefined;
    throw error;
  });
}
