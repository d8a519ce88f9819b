import { networkInterfaces } from 'node:os';
import { isIP } from 'node:net';
import { isConsulUrl, kvOfEnvironment, parseStoreUrl } from '@hare/base';
import { defaultKv } from '@hare/kv';
import { readStageConfig, type Machine, type PlannedFiles } from '@hare/stage';
import { judgeClock } from './clock/judge-clock.js';
import type { Finding } from './finding.js';
import { knownCluster, type KnownCluster } from './known-cluster.js';
import { judgeName } from './names/judge-name.js';
import { busyPorts } from './ports/busy-ports.js';
import { judgePorts } from './ports/judge-ports.js';
import { neededPorts } from './ports/needed-ports.js';
import { judgeSpace } from './space/judge-space.js';
import { measureSpace } from './space/measure-space.js';
import { placesToCheck } from './space/places-to-check.js';

const answerMs = 3000;

/** What no stage checks: clocks, names, ports, free space; reported one kind after the other. */
export async function* machineFindings(
  machine: Machine,
  planned: PlannedFiles,
): AsyncGenerator<Finding> {
  const cluster = await knownCluster(machine, planned);
  yield* await clockFindings(machine, planned, cluster);
  yield* await nameFindings(machine, cluster);
  const node = typeof cluster === 'string' ? undefined : cluster.node;
  if (node === undefined)
    yield {
      check: 'ports',
      subject: 'of the node',
      outcome: 'skipped',
      text: typeof cluster === 'string' ? cluster : 'this machine is not one of the nodes',
      hint: 'pass the name of this node: hare_setup doctor --node NAME',
    };
  const needed = neededPorts(node);
  yield* judgePorts(needed, await busyPorts(new Set(needed.map(({ port }) => port))));
  for (const place of placesToCheck(machine, `${machine.common.root}/tmp`))
    yield judgeSpace(place, await measureSpace(place.path));
}

/** This machine's clock against the KV and the Consul of every other node. */
async function clockFindings(
  { common, settings, places }: Machine,
  planned: PlannedFiles,
  cluster: KnownCluster | string,
): Promise<readonly Finding[]> {
  const { readClock } = await import('./clock/read-clock.js');
  const kv =
    common.kv ??
    settings.kv ??
    (await readStageConfig(places, planned))?.kv ??
    kvOfEnvironment(process.env) ??
    defaultKv;
  const own = async (): Promise<Finding> => {
    if (!isConsulUrl(kv)) return judgeClock('the KV', 'it is a file, which has no clock');
    const { authority, https, socket } = parseStoreUrl(kv);
    return judgeClock(
      `the KV at ${socket ?? (authority.replace(/^.*@/, '') || '127.0.0.1:8500')}`,
      await readClock(authority, answerMs, { https, socket }),
    );
  };
  const others =
    typeof cluster === 'string' ? [] : cluster.model.nodes.filter((node) => node !== cluster.node);
  return Promise.all([
    own(),
    ...others.map(async ({ hostname }) =>
      judgeClock(hostname, await readClock(`${hostname}:8500`, answerMs)),
    ),
  ]);
}

/** The names of all nodes, and the names of their addresses on the data network. */
async function nameFindings(
  { common }: Machine,
  cluster: KnownCluster | string,
): Promise<readonly Finding[]> {
  if (typeof cluster === 'string')
    return [
      {
        check: 'names',
        subject: 'of the nodes',
        outcome: 'skipped',
        text: cluster,
        hint: 'hare_setup doctor --config URL',
      },
    ];
  const { resolveName } = await import('./names/resolve-name.js');
  const { model, node: me } = cluster;
  const own = Object.values(networkInterfaces()).flatMap((addresses = []) =>
    addresses.map(({ address }) => address),
  );
  const hosts = common.root === '' ? undefined : `${common.root}/etc/hosts`;
  const names = new Map(
    model.nodes.flatMap((node) =>
      [node.hostname, node.dataIfaceIpAddr ?? '']
        .filter((name) => name !== '' && isIP(name) === 0)
        .map((name) => [name, node === me] as const),
    ),
  );
  return Promise.all(
    [...names].map(async ([name, isThisNode]) =>
      judgeName(
        { name, isThisNode, several: model.nodes.length > 1, own },
        await resolveName(name, hosts, answerMs),
      ),
    ),
  );
}
