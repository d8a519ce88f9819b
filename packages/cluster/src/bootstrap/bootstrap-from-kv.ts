import { isHareError } from '@hare/base';
import type { BootstrapSource, Hctl } from '@hare/hctl';
import type { ClusterSession } from '../cluster-session.js';
import { kvHasConfiguration } from '../kv-lost.js';
import { transportOf } from '../transport-of.js';

/**
 * `hctl bootstrap` without --mkfs, which imports nothing: where the KV has no configuration
 * (cleanup removed it, or Consul's data were lost), it waits for ever. So the KV is checked as soon
 * as it answers. If it is empty, hctl is stopped and only Consul is left running: services of Motr
 * have not been started then.
 */
export async function bootstrapFromKv(
  { context, cdf }: ClusterSession,
  hctl: Hctl,
  source: BootstrapSource,
): Promise<'started' | 'kv-empty'> {
  const { model } = await cdf();
  const how = { mkfs: false, source, xprt: transportOf(model) };
  // Without generated files hctl makes its own configuration, which is none of ours to bring
  // anywhere.
  if (!('configDir' in source)) {
    await hctl.bootstrap(how);
    return 'started';
  }
  if ((await kvHasConfiguration(context)) === false) return 'kv-empty';
  const stop = new AbortController();
  const over = new AbortController();
  const starting = hctl.bootstrap({ ...how, signal: stop.signal }).finally(() => over.abort());
  const watching = (async (): Promise<boolean> => {
    for (
      let found = await kvHasConfiguration(context);
      !over.signal.aborted && found !== true;
      found = await kvHasConfiguration(context)
    ) {
      if (found === false) return true;
      await context.sleep(500);
    }
    return false;
  })();
  // An interruption ends the sleep of the one and the command of the other; what hctl says counts.
  const isEmpty = await Promise.race([
    starting.then(
      () => false,
      () => false,
    ),
    watching.catch(() => false),
  ]);
  if (!isEmpty || over.signal.aborted) {
    await starting;
    return 'started';
  }
  stop.abort();
  try {
    await starting;
    return 'started';
  } catch (error) {
    if (
      !isHareError(error) ||
      context.signal.aborted ||
      (await kvHasConfiguration(context)) !== false
    )
      throw error;
    return 'kv-empty';
  }
}
