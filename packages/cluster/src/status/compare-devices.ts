import type { ClusterDescription, NodeDescription } from '@hare/cdf';
import type { NodeDevices } from '@hare/hctl';
import type { Finding } from './finding.js';
import { sameHost } from './same-host.js';

type Device = NodeDevices['devs'][number];

/** As Hare writes it; Motr's own name for it is taken for the same. */
const onlineStates: ReadonlySet<string> = new Set(['online', 'M0_NC_ONLINE']);
/**
 * What the KV has from the configuration until the ioservice of a device first starts.
 */
const unknownState = 'M0_NC_UNKNOWN';

/**
 * Every data device that is missing or not online, every other that is said to be bad, and every
 * device that the description does not know.
 */
export function compareDevices(
  cdf: ClusterDescription,
  devices: readonly NodeDevices[],
): readonly Finding[] {
  const known = cdf.nodes.flatMap((node) =>
    compareNode(
      node,
      devices
        .filter((other) => sameHost(other.nodeName, node.hostname))
        .flatMap((other) => other.devs),
    ),
  );
  const foreign = devices.filter(
    (other) => !cdf.nodes.some((node) => sameHost(node.hostname, other.nodeName)),
  );
  return [
    ...known,
    ...foreign.flatMap(({ nodeName, devs }) => devs.map((device) => surplus(nodeName, device))),
  ];
}

function compareNode(
  { hostname, m0Servers }: NodeDescription,
  devices: readonly Device[],
): readonly Finding[] {
  const data = m0Servers.flatMap((server) => server.data.map((drive) => drive.path));
  // Metadata and log devices may be listed or not, and in no known state; a server without a
  // metadata device has /dev/null for it.
  const others = new Set([
    ...m0Servers.flatMap((server) => [
      ...(server.metaData === undefined ? [] : [server.metaData]),
      ...(server.log ?? []).map((drive) => drive.path),
    ]),
    '/dev/null',
  ]);
  return [
    ...data.flatMap((path) =>
      judge(hostname, path, worst(devices.filter((device) => device.name === path))),
    ),
    ...devices
      .filter(
        ({ name, status }) => !data.includes(name) && others.has(name) && status !== unknownState,
      )
      .flatMap((device) => judge(hostname, device.name, device)),
    ...devices
      .filter(({ name }) => !data.includes(name) && !others.has(name))
      .map((device) => surplus(hostname, device)),
  ];
}

/** A device that is listed twice is as bad as its worst state. */
function worst(found: readonly Device[]): Device | undefined {
  const notOnline = found.filter(({ status }) => !onlineStates.has(status));
  return notOnline.find(({ status }) => status !== unknownState) ?? notOnline[0] ?? found[0];
}

function judge(node: string, name: string, found: Device | undefined): readonly Finding[] {
  if (found === undefined)
    return [{ kind: 'missing', what: 'device', severity: 'failure', node, name }];
  if (onlineStates.has(found.status)) return [];
  if (found.status === unknownState)
    return [
      { kind: 'unknown', what: 'device', severity: 'warning', node, name, status: found.status },
    ];
  return [
    { kind: 'offline', what: 'device', severity: 'failure', node, name, status: found.status },
  ];
}

function surplus(node: string, { name, status }: Device): Finding {
  return { kind: 'surplus', what: 'device', severity: 'failure', node, name, status };
}
