import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeCluster } from '@hare/cluster-generator';
import type { ConsulCluster } from '@hare/real-consul';
import { openSimulation, type Simulation } from '@hare/hctl-simulator';
import { makeSandbox, runBin, type BinEnd, type Sandbox, type Stop } from '@hare/sandbox';
import { inRepository } from '../run-bin.js';

/** One machine of a cluster. */
export interface ClusterNode extends Sandbox {
  readonly hostname: string;
  /** What hctl was called for on this machine. */
  readonly simulation: Simulation;
  /** A path on the machine: `at('var/lib/hare')`. */
  at(relative: string): string;
  /**
   * `hare_setup … --root <root>` on this machine, as a process of its own, to its end or to a stop.
   */
  setup(args: readonly string[], stop?: Stop): Promise<BinEnd>;
}

export interface ClusterNodes {
  /** In the order of the ConfStore. */
  readonly nodes: readonly ClusterNode[];
  readonly confstoreFile: string;
  remove(): void;
}

/** How the machines come to their KV. */
export interface NodePlace {
  /** The environment of a node; without it each names a Consul server of its own. */
  readonly env?: Readonly<Record<string, string>>;
  /** A command that starts their programs in another place. */
  readonly through?: readonly string[];
  /** Default: false. */
  readonly withPackages?: boolean;
}

/**
 * Machines with one ConfStore of dialect node, which needs the facts of all of them. Each talks to
 * a Consul server of its own; their hctl shows one simulated cluster, whose state is in that
 * Consul's KV.
 */
export function makeNodes(
  consul: Pick<ConsulCluster, 'servers'>,
  count = 3,
  { env: given, through, withPackages = false }: NodePlace = {},
): ClusterNodes {
  const folder = mkdtempSync(path.join(tmpdir(), 'hare-nodes-'));
  const confstoreFile = path.join(folder, 'conf.json');
  const { confstore } = makeCluster({ nodes: count, cvgs: 1, disks: 2 });
  writeFileSync(confstoreFile, `${JSON.stringify(confstore, undefined, 2)}\n`);
  const nodes = Object.entries(confstore.node).map(
    ([machineId, { hostname, cvg = [] }], place): ClusterNode => {
      const devices = cvg.flatMap(({ devices: { metadata, data } }) => [...metadata, ...data]);
      const sandbox = makeSandbox({
        packageManager: 'dpkg',
        withPackages,
        machine: { confstoreFile, machineId, hostname, devices },
      });
      const kv = `consul://${consul.servers[place % consul.servers.length]?.address ?? ''}/`;
      const env = { ...sandbox.env, ...(given ?? { HARE_KV: kv, HCTL_SIM_KV: kv }), NO_COLOR: '1' };
      return {
        ...sandbox,
        env,
        hostname,
        simulation: openSimulation(sandbox.hctlState),
        at: (relative) => path.join(sandbox.root, relative),
        setup: (args, stop) =>
          runBin(
            {
              bin: inRepository('packages/hare_setup/dist/bin.cjs'),
              args: [...args, '--root', sandbox.root],
              env,
              through,
            },
            stop,
          ),
      };
    },
  );
  const remove = (): void => {
    for (const each of [folder, ...nodes.map((node) => node.folder)])
      rmSync(each, { recursive: true, force: true });
  };
  return { nodes, confstoreFile, remove };
}
