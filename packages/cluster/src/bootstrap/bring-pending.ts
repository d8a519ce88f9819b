import path from 'node:path';
import { writeFileAtomic } from '@hare/base';
import type { Hctl } from '@hare/hctl';
import { confdTexts, readPending } from '../configuration/applied-configuration.js';
import { bootstrapFromKv } from './bootstrap-from-kv.js';
import { bringIntoKv } from './bring-into-kv.js';
import { bootstrapSource } from './bootstrap-source.js';
import type { ClusterSession } from '../cluster-session.js';

/**
 * Brings a configuration that changed while Consul was down into the KV, before services of Motr
 * see its confd.xc. hctl imports it with --mkfs only, and Consul alone is up only after `hctl
 * shutdown --skip-consul-stop`: so the cluster is started once more as it was, with the confd.xc
 * that Consul's configuration goes with, and shut down but for Consul. Whether there was anything
 * to do.
 */
export async function bringPending(session: ClusterSession, hctl: Hctl): Promise<boolean> {
  const { context } = session;
  const { places } = context;
  const pending = await readPending(places);
  if (pending === undefined) return false;
  const cdf = await session.cdf();
  const folder = path.dirname(cdf.file);
  const texts = await confdTexts(places, folder);
  // A run that was killed left the other one here.
  await writeFileAtomic(path.join(folder, 'confd.xc'), texts.pending, { mode: 0o644 });
  const source = await bootstrapSource(cdf, context.path('/var/lib/hare'));
  const confd = path.join('configDir' in source ? source.configDir : folder, 'confd.xc');
  const put = (text: string): Promise<void> => writeFileAtomic(confd, text, { mode: 0o644 });
  context.progress(
    'writing to the KV the configuration that changed while the cluster was stopped',
  );
  try {
    await put(texts.applied);
    // Where the KV is empty, nothing has started: Consul alone is up.
    if ((await bootstrapFromKv(session, hctl, source)) === 'started')
      await hctl.shutdown({ keepConsul: true });
    await bringIntoKv(session, hctl, { folder, ...pending, brought: () => put(texts.pending) });
    context.log.info(
      'wrote to the KV the configuration that changed while the cluster was stopped',
    );
  } finally {
    await put(texts.pending);
  }
  await hctl.shutdown();
  return true;
}
