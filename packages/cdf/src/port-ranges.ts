import type { NamedPort, NodeDescription } from './model.js';

/** Ports that follow one another because their processes share a base port. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
  /** What listens there: `hax`, `2 ios`, `confd and 2 motr_client`. */
  readonly who: string;
}

/**
 * The ports that the processes of a node get on libfab: each further process with the same base
 * port gets the next one; hax's HTTP port stands alone.
 */
export function portRanges(node: NodeDescription): readonly PortRange[] {
  const ports = node.networkPorts;
  const byBase = new Map<number, Map<string, number>>();
  const use = (base: number, who: string, count: number): void => {
    if (count === 0) return;
    const users = byBase.get(base) ?? new Map<string, number>();
    byBase.set(base, users.set(who, (users.get(who) ?? 0) + count));
  };
  use(ports?.hax ?? 22001, 'hax', 1);
  for (const server of node.m0Servers) {
    const who = server.runsConfd === true ? 'confd' : 'ios';
    use(portOf(ports?.m0Server, who) ?? (who === 'confd' ? 21001 : 21002), who, 1);
  }
  for (const client of node.m0Clients)
    use(portOf(ports?.m0ClientOther, client.name) ?? 22501, client.name, client.instances);
  const http = ports?.haxHttp ?? 8008;
  return [
    { first: http, last: http, who: 'hax (HTTP)' },
    ...[...byBase].map(([first, users]) => ({
      first,
      last: first + [...users.values()].reduce((sum, count) => sum + count, 0) - 1,
      who: [...users].map(([who, count]) => (count === 1 ? who : `${count} ${who}`)).join(' and '),
    })),
  ];
}

function portOf(ports: readonly NamedPort[] | undefined, name: string): number | undefined {
  return ports?.find((port) => port.name === name)?.port;
}
