import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { clusterOfCdf } from './cluster-of-cdf.js';
import { clusterOfKv, readConfiguredKeys } from './cluster-of-config.js';
import { type ClusterState, haxRuns } from './cluster-state.js';
import type { Context } from './context.js';
import { formatted } from './data-state.js';
import { writeLeftovers } from './leftovers.js';
import { misbehaveMidway } from './misbehave.js';
import { Refusal } from './refusal.js';
import type { SimulatedCluster } from './simulated-cluster.js';
import { clientUnits, motrUnits } from './units.js';

/** `hctl bootstrap [--mkfs] [--xprt lnet|libfab] CDF`, or `-c DIR` instead of the CDF. */
export async function bootstrap(context: Context): Promise<void> {
  const { memory, root } = context;
  const { mkfs, xprt, source, isFolder } = parse(context.args);
  const release = await memory.takeBootstrapLock();
  try {
    if (haxRuns(await memory.cluster()))
      throw new Refusal('hare-bootstrap: hare-hax is active ==> cluster is already running');
    const used = root === undefined ? source : path.join(root, 'var/lib/hare');
    const pairs = isFolder ? readConfiguredKeys(source, used) : undefined;
    const given = pairs === undefined ? await clusterOfCdf(source) : clusterOfKv(pairs);
    if (mkfs) await memory.renewKv(pairs);
    const keys = mkfs ? undefined : await memory.keys();
    const kept = keys ?? [];
    const isConfigured = kept.some(({ key }) => key.startsWith('m0conf/nodes/'));
    // Without --mkfs nothing is imported: Hare sees what Consul has.
    const cluster = isConfigured ? clusterOfKv(kept) : given;
    await bringUp(
      context,
      { cluster, xprt, source, startsClients: context.failures.has('bootstrap-starts-clients') },
      { mkfs, isFolder, used, waitsForKv: isFolder && keys !== undefined && !isConfigured },
    );
  } finally {
    await release();
  }
}

interface How {
  readonly mkfs: boolean;
  readonly isFolder: boolean;
  /** The folder that is read. */
  readonly used: string;
  /** Consul has no configuration, and none is imported: no leader is elected then. */
  readonly waitsForKv: boolean;
}

async function bringUp(
  context: Context,
  what: Pick<ClusterState, 'cluster' | 'xprt' | 'source' | 'startsClients'>,
  { mkfs, isFolder, used, waitsForKv }: How,
): Promise<void> {
  const { memory, failures, out, root } = context;
  const pauseMs = (failures.number('bootstrap-slow') ?? 0) / 4;
  const reach = async (phase: ClusterState['phase'], text: string): Promise<void> => {
    await memory.setCluster({
      ...what,
      phase,
      readyAtMs: Date.now() + (failures.number('slow-start') ?? 0),
      shutdownsLeft: failures.number('shutdown-repeat'),
    });
    out(text);
    await delay(pauseMs);
  };
  if (root !== undefined && isFolder)
    writeLeftovers({ root, cluster: what.cluster, folder: used, mkfs });
  await reach(
    'consul',
    `Starting Consul agents... OK${mkfs ? '\nImporting configuration into the KV store... OK' : ''}`,
  );
  if (waitsForKv) for (;;) await waitWithDots(out);
  if (failures.has('bootstrap-crash-early')) throw new Refusal('no Consul leader was elected');
  await reach('hax', 'Starting hax... OK');
  if (mkfs) {
    if (failures.has('bootstrap-crash-mkfs')) throw new Refusal('');
    await memory.setData(formatted(await memory.data(), devicesOf(what.cluster)));
    await reach('mkfs', 'Formatting devices (m0mkfs)... OK');
  } else if ((await memory.data()).mkfsCount === 0) {
    if (!isFolder) throw new Refusal('m0d: no Motr data on the devices; they were never formatted');
    for (;;) await waitWithDots(out);
  }
  if (failures.has('bootstrap-crash'))
    throw new Refusal('m0d@0x7200000000000001:0x1 failed to start');
  await misbehaveMidway(context);
  await reach('services', 'Starting Motr (phase 1)... OK');
  if (failures.has('bootstrap-crash-m0d')) {
    await memory.setLeft(motrUnits(what));
    throw new Refusal('hare-bootstrap: some services did not start');
  }
  await memory.noteProcesses(what, 'STARTED');
  if (failures.has('client-units')) await memory.setLeft(clientUnits(what));
  await reach('running', 'Starting Motr (phase 2)... OK\nSUCCESS');
}

/** Waiting for Consul and for services has no limit in hctl. */
async function waitWithDots(out: (text: string) => void): Promise<void> {
  out('.');
  await delay(1000);
}

function parse(args: readonly string[]): {
  mkfs: boolean;
  xprt: string;
  source: string;
  isFolder: boolean;
} {
  const rest = [...args];
  const found = { mkfs: false, xprt: 'libfab', source: '', isFolder: false };
  while (rest.length > 0) {
    const word = rest.shift() ?? '';
    if (word === '--mkfs') found.mkfs = true;
    else if (word === '--xprt') found.xprt = rest.shift() ?? '';
    else if (word === '-c') Object.assign(found, { source: rest.shift() ?? '', isFolder: true });
    else if (word.startsWith('-') || found.source !== '')
      throw new Refusal(`hctl bootstrap: unexpected argument ${word}`, 2);
    else found.source = word;
  }
  if (found.source === '') throw new Refusal('hctl bootstrap: a CDF or -c DIR is needed', 2);
  if (!['lnet', 'libfab'].includes(found.xprt))
    throw new Refusal(`hctl bootstrap: --xprt is lnet or libfab, not ${found.xprt}`, 2);
  return found;
}

function devicesOf(cluster: SimulatedCluster): readonly string[] {
  return cluster.nodes.flatMap((node) =>
    node.devices
      .filter((device) => device.path !== '/dev/null')
      .map((device) => `${node.name}:${device.path}`),
  );
}
