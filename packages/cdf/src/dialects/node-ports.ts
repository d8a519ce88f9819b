import type { Cursor } from '@hare/base/schema';
import type { DataIfaceType, NamedPort, NetworkPorts } from '../model.js';
import { checkCount } from './count.js';
import { endpointsByHost, hostIndex, readEndpoints, type Endpoint } from './endpoints.js';
import type { cortxKeys } from './node-keys.js';
import type { NodeMachine } from './node-machines.js';

type Cortx = ReturnType<(typeof cortxKeys)['read']>;
type ByMachine = ReadonlyMap<NodeMachine, readonly Endpoint[]>;

/** The ports of a machine, from all lists of endpoints of `cortx`. */
export interface NodePorts {
  of(machine: NodeMachine): {
    readonly ports: NetworkPorts;
    readonly dataIfaceType: DataIfaceType | undefined;
  };
}

const networks = ['tcp', 'o2ib'] as const;

/** Reads every list of endpoints; a data node without a confd or an ios endpoint is reported. */
export function nodePorts(at: Cursor, cortx: Cortx, machines: readonly NodeMachine[]): NodePorts {
  const machineOf = hostIndex(
    machines.map((machine) => ({ value: machine, names: machine.names })),
  );
  const read = (
    owner: Cursor,
    list: {
      readonly endpoints?: readonly string[] | undefined;
      readonly num_endpoints?: number | undefined;
    },
    schemes: readonly string[],
  ): readonly Endpoint[] => {
    checkCount(owner, list, 'num_endpoints', 'endpoints');
    return readEndpoints(owner.child('endpoints'), list.endpoints ?? [], schemes);
  };
  const byMachine = (owner: Cursor, list: Parameters<typeof read>[1]): ByMachine =>
    endpointsByHost(owner.child('endpoints'), read(owner, list, networks), machineOf);

  const hax = read(at.at('hare', 'hax'), cortx.hare.hax, ['http', 'https', ...networks]);
  const haxHttp = hax.find((endpoint) => endpoint.scheme.startsWith('http'))?.port;
  const haxOf = endpointsByHost(
    at.at('hare', 'hax', 'endpoints'),
    hax.filter((endpoint) => !endpoint.scheme.startsWith('http')),
    machineOf,
  );
  const servers = (['confd', 'ios'] as const).map((name) => ({
    name,
    at: at.at('motr', name),
    of: byMachine(at.at('motr', name), cortx.motr[name]),
  }));
  const clients = (cortx.motr.clients ?? []).map((client, i) => ({
    name: client.name,
    of: byMachine(at.at('motr', 'clients', i), client),
  }));
  for (const machine of machines) if (machine.cvgs !== undefined) requireServers(machine, servers);

  return {
    of(machine) {
      const own = haxOf.get(machine)?.[0];
      const m0Server =
        machine.cvgs === undefined
          ? undefined
          : servers.flatMap(({ name, of }): readonly NamedPort[] =>
              (of.get(machine) ?? []).slice(0, 1).map(({ port }) => ({ name, port })),
            );
      const m0ClientOther = clients.flatMap(({ name, of }): readonly NamedPort[] =>
        (of.get(machine) ?? []).map(({ port }) => ({ name, port })),
      );
      return {
        ports: { hax: own?.port, haxHttp, m0Server, m0ClientOther },
        dataIfaceType: networks.find((network) => network === own?.scheme),
      };
    },
  };
}

function requireServers(
  machine: NodeMachine,
  servers: readonly { readonly name: string; readonly at: Cursor; readonly of: ByMachine }[],
): void {
  for (const { name, at, of } of servers) {
    if (of.has(machine)) continue;
    at.child('endpoints').report(
      'ENDPOINT_MISSING',
      `names no ${name} of the data node "${machine.hostname}" (machine-id ${machine.machineId})`,
      `add tcp://${machine.hostname}:PORT`,
    );
  }
}
