import { setTimeout as delay } from 'node:timers/promises';
import { clusterOfCdf } from './cluster-of-cdf.js';
import { clusterOfConfig, readConfiguredKeys } from './cluster-of-config.js';
import { type ClusterState, haxRuns } from './cluster-state.js';
import type { Context } from './context.js';
import { formatted } from './data-state.js';
import { misbehaveMidway } from './misbehave.js';
import { Refusal } from './refusal.js';
import type { SimulatedCluster } from './simulated-cluster.js';

/** `hctl bootstrap [--mkfs] [--xprt lnet|libfab] CDF`, or `-c DIR` instead of the CDF. */
export async function bootstrap(context: Context): Promise<void> {
  const { memory } = context;
  const { mkfs, xprt, source, isFolder } = parse(context.args);
  const release = await memory.takeBootstrapLock();
  try {
    if (haxRuns(await memory.cluster())) throw new Refusal('hax is already running; shut the cluster down first: hctl shutdown');
    const cluster = isFolder ? clusterOfConfig(source) : await clusterOfCdf(source);
    await bringUp(context, { cluster, xprt, source }, { mkfs, isFolder });
  } finally {
    await release();
  }
}

async function bringUp(context: Context, what: Pick<ClusterState, 'cluster' | 'xprt' | 'source'>, { mkfs, isFolder }: { readonly mkfs: boolean; readonly isFolder: boolean }): Promise<void> {
  const { memory, failures, out } = context;
  const pauseMs = (failures.number('bootstrap-slow') ?? 0) / 4;
  const reach = async (phase: ClusterState['phase'], text: string): Promise<void> => {
    await memory.setCluster({ ...what, phase, readyAtMs: Date.now() + (failures.number('slow-start') ?? 0), shutdownsLeft: failures.number('shutdown-repeat') });
    out(text);
    await delay(pauseMs);
  };
  if (isFolder) await memory.importKv(readConfiguredKeys(what.source));
  await reach('consul', 'Starting Consul agents... OK\nImporting configuration into the KV store... OK');
  if (failures.has('bootstrap-crash-early')) throw new Refusal('no Consul leader was elected');
  if (mkfs) {
    await memory.setData(formatted(await memory.data(), devicesOf(what.cluster)));
    await reach('mkfs', 'Formatting devices (m0mkfs)... OK');
  } else if ((await memory.data()).mkfsCount === 0) throw new Refusal('m0d: no Motr data on the devices; they were never formatted');
  await reach('hax', 'Starting hax... OK');
  if (failures.has('bootstrap-crash')) throw new Refusal('m0d@0x7200000000000001:0x1 failed to start');
  await misbehaveMidway(context);
  await reach('services', 'Starting Motr (phase 1)... OK');
  await memory.noteProcesses(what.cluster, 'STARTED');
  await reach('running', 'Starting Motr (phase 2)... OK\nSUCCESS');
}

function parse(args: readonly string[]): { mkfs: boolean; xprt: string; source: string; isFolder: boolean } {
  const rest = [...args];
  const found = { mkfs: false, xprt: 'libfab', source: '', isFolder: false };
  while (rest.length > 0) {
    const word = rest.shift() ?? '';
    if (word === '--mkfs') found.mkfs = true;
    else if (word === '--xprt') found.xprt = rest.shift() ?? '';
    else if (word === '-c') Object.assign(found, { source: rest.shift() ?? '', isFolder: true });
    else if (word.startsWith('-') || found.source !== '') throw new Refusal(`hctl bootstrap: unexpected argument ${word}`, 2);
    else found.source = word;
  }
  if (found.source === '') throw new Refusal('hctl bootstrap: a CDF or -c DIR is needed', 2);
  if (!['lnet', 'libfab'].includes(found.xprt)) throw new Refusal(`hctl bootstrap: --xprt is lnet or libfab, not ${found.xprt}`, 2);
  return found;
}

function devicesOf(cluster: SimulatedCluster): readonly string[] {
  return cluster.nodes.flatMap((node) => node.devices.filter((device) => device.path !== '/dev/null').map((device) => `${node.name}:${device.path}`));
}
