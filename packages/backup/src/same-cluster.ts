import { readFile } from 'node:fs/promises';
import { firstOf, listOwnedConfigFiles } from '@hare/footprint';
import type { StageContext } from '@hare/stage';
import type { BackupCluster, BackupManifest } from './backup-manifest.js';
import { whichCluster } from './collect-backup.js';

/** What this machine knows of itself. */
export interface ThisMachine extends BackupCluster {
  readonly names: readonly string[];
  /** Empty when it has none. */
  readonly machineId: string;
}

/** What this machine knows of itself; `names`: its own, the best first. */
export async function thisMachine(
  context: StageContext,
  names: readonly string[],
): Promise<ThisMachine> {
  const { cdf } = await listOwnedConfigFiles(context.places);
  const machineId = (
    await readFile(context.path('/etc/machine-id'), 'utf8').catch(() => '')
  ).trim();
  return { ...(await whichCluster(context, cdf[0])), names, machineId };
}

/**
 * Why a backup is not known to be of this machine, as a sentence; undefined when it is: what the
 * backup says agrees with what this machine knows by itself.
 */
export function belongs(
  { cluster, host }: Pick<BackupManifest, 'cluster' | 'host'>,
  machine: ThisMachine,
): string | undefined {
  const described = `${cluster.id ?? 'without id'} (nodes ${
    firstOf(
      cluster.nodes.map((node) => node.hostname),
      10,
    ).join(', ') || host
  })`;
  const self = machine.names[0] ?? 'without name';
  if (machine.id === undefined && machine.nodes.length === 0)
    return (
      `the backup is from cluster ${described}, but this machine (${self}) has no cluster to ` +
      'compare it with'
    );
  if (isSameCluster(cluster, machine) !== true)
    return (
      `the backup is from another cluster (${described}); this machine is ` +
      `${self}${machine.id === undefined ? '' : ` of ${machine.id}`}`
    );
  const own = cluster.nodes.find(
    (node) => node.machineId !== undefined && node.machineId === machine.machineId,
  );
  if (machine.names.includes(host) || own?.hostname === host) return undefined;
  return `the backup is from another node (${host}); this machine is ${self}`;
}

/**
 * Undefined if what is known does not decide it. An id derived from machine-ids cannot be compared
 * with one that the user chose.
 */
function isSameCluster(a: BackupCluster, b: BackupCluster): boolean | undefined {
  if (a.id !== undefined && b.id !== undefined) {
    if (a.id === b.id) return true;
    if (a.id.startsWith('sha256:') === b.id.startsWith('sha256:')) return false;
  }
  if (a.nodes.length === 0 || b.nodes.length === 0) return undefined;
  const key = (cluster: BackupCluster): string =>
    cluster.nodes
      .map((node) => node.machineId ?? node.hostname)
      .sort()
      .join('\n');
  return key(a) === key(b);
}
