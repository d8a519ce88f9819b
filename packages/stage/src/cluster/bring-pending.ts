import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import type { KvEntry } from '@hare/apply';
import { writeFileAtomic } from '@hare/confstore/atomic';
import { HareError } from '@hare/confstore/error';
import type { Hctl } from '@hare/hctl';
import { confdTexts, readPending, rememberApplied } from '../configuration/applied-configuration.js';
import { findKv } from '../find-kv.js';
import { activeUnits, nameUnits, stopCommand } from './active-units.js';
import { bootstrapSource } from './bootstrap-source.js';
import type { ClusterSession } from './cluster-session.js';
import { transportOf } from './transport-of.js';

/**
 * Brings a configuration that changed while Consul was down into the KV, before services of Motr see its confd.xc. hctl imports it with --mkfs only, and
 * Consul alone is up only after `hctl shutdown --skip-consul-stop`: so the cluster is started once more as it was, with the confd.xc that Consul's
 * configuration goes with, and shut down but for Consul. Whether there was anything to do.
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
  context.progress('the configuration changed while the cluster was down: it is brought into the KV, with the cluster as it was');
  try {
    await put(texts.applied);
    await hctl.bootstrap({ mkfs: false, source, xprt: transportOf(cdf.model) });
    await hctl.shutdown({ keepConsul: true });
    const units = (await activeUnits(context)).filter(({ isMotr }) => isMotr);
    if (units.length > 0) throw new HareError('CLUSTER_UNITS_LEFT', `hctl shutdown left units of Motr active: ${nameUnits(units)}`, { hint: `stop them: ${stopCommand(units)}` });
    const kv = await findKv(context.kvUrl);
    if (kv.kind === 'deferred') throw new HareError('CONFIG_NOT_BROUGHT', `the configuration that changed cannot be brought into the KV: ${kv.reason.replace(/;.*/, '')}`, { hint: 'name the KV: --kv URL' });
    const entries = JSON.parse(await readFile(path.join(folder, 'consul-kv.json'), 'utf8')) as readonly KvEntry[];
    const owner = `${hostname()} pid ${process.pid}`;
    const { applyConfiguration } = await import('@hare/apply');
    const running = async (): Promise<boolean> => (await hctl.status()) === 'running';
    await applyConfiguration({ kv: kv.url, entries, description: pending.description, owner, replace: pending.replace, running, now: context.now, log: (line) => context.progress(line) });
    await put(texts.pending);
    await rememberApplied(places, { folder, entries, description: pending.description, owner });
    context.log.info('the configuration that changed while the cluster was down was brought into the KV');
  } finally {
    await put(texts.pending);
  }
  await hctl.shutdown();
  return true;
}
