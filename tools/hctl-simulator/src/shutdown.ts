import type { Context } from './context.js';
import { beSlow, misbehaveMidway } from './misbehave.js';
import { Refusal } from './refusal.js';

/** `hctl shutdown [--skip-consul-stop]` */
export async function shutdown(context: Context): Promise<void> {
  const { args, memory, failures, out } = context;
  const unknown = args.find((word) => word !== '--skip-consul-stop');
  if (unknown !== undefined) throw new Refusal(`hctl shutdown: unexpected argument ${unknown}`, 2);
  const cluster = await memory.cluster();
  if (cluster === undefined || failures.has('consul-dead'))
    throw new Refusal('Cluster is not running');
  out('Stopping clients... OK\nStopping ioservices... OK');
  await misbehaveMidway(context);
  await beSlow(context);
  if (failures.has('shutdown-stuck')) return out('Stopping hax... OK');
  const left = (cluster.shutdownsLeft ?? failures.number('shutdown-repeat') ?? 1) - 1;
  if (left > 0) {
    await memory.setCluster({ ...cluster, shutdownsLeft: left });
    throw new Refusal('hax did not stop yet; repeat');
  }
  await memory.noteProcesses(cluster, 'STOPPED');
  const keepsConsul = args.includes('--skip-consul-stop');
  await memory.setCluster(keepsConsul ? { ...cluster, phase: 'consul' } : undefined);
  out(`Stopping confd, hax${keepsConsul ? '' : ', Consul'}... OK`);
}
