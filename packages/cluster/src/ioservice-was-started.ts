import { requiredServices } from './status/wait-until-started.js';
import { isHareError } from '@hare/base';
import { defaultKv, isNoKvThere } from '@hare/kv';
import type { Look } from '@hare/stage';
import type { ClusterSession } from './cluster-session.js';

/**
 * Whether an ioservice of the cluster was ever seen started: by hctl's status while it runs, else
 * by the states that Hare keeps in the KV while one answers.
 */
export async function ioserviceWasStarted(cluster: ClusterSession, look: Look): Promise<boolean> {
  const fids = requiredServices((await cluster.cdf()).model)
    .filter(({ names }) => names[0] === 'ioservice')
    .map(({ fid }) => fid);
  if ((await look(cluster.found)).state === 'running' && (await runsNow(cluster, new Set(fids))))
    return true;
  try {
    const states = await readFromKv(
      cluster.context.kvUrl ?? defaultKv,
      fids.map((fid) => `processes/${fid}`),
    );
    return states.some((text) => /STARTED|STOPPING|STOPPED/.test(String(text)));
  } catch (error) {
    if (isHareError(error) && isNoKvThere(error)) return false;
    throw error;
  }
}

async function readFromKv(url: string, keys: readonly string[]): Promise<readonly unknown[]> {
  const { formatKey, openConfStore } = await import('@hare/confstore');
  const store = await openConfStore(url, { create: true, maps: true });
  try {
    return await Promise.all(keys.map((key) => store.get(formatKey([key]))));
  } finally {
    await store.close();
  }
}

/** Without a status nothing is known. */
async function runsNow(cluster: ClusterSession, fids: ReadonlySet<string>): Promise<boolean> {
  try {
    const answer = await (await cluster.hctl()).statusJson();
    return (
      answer.kind === 'running' &&
      answer.status.nodes.some(({ svcs }) =>
        svcs.some(
          ({ name, fid, status }) => name === 'ioservice' && fids.has(fid) && status === 'started',
        ),
      )
    );
  } catch (error) {
    if (!isHareError(error) || cluster.context.signal.aborted) throw error;
    return false;
  }
}
