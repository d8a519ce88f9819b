import type { NetworkPorts, NodeDescription } from './model.js';

/** Whom ports are for; clients by their names. */
export type PortUser =
  | { readonly kind: 'hax' | 'haxHttp' | 'confd' | 'ios' }
  | { readonly kind: 'client'; readonly name: string };

/** The first port of such processes of a node: that of the CDF, else the usual one. */
export function basePort(ports: NetworkPorts | undefined, user: PortUser): number {
  const { m0Server = [], m0ClientOther = [], m0ClientS3 } = ports ?? {};
  switch (user.kind) {
    case 'hax':
      return ports?.hax ?? 22001;
    case 'haxHttp':
      return ports?.haxHttp ?? 8008;
    case 'confd':
    case 'ios': {
      const usual = user.kind === 'confd' ? 21001 : 21002;
      return m0Server.find(({ name }) => name === user.kind)?.port ?? usual;
    }
    case 'client':
      return (
        (user.name === 'm0_client_s3' ? m0ClientS3 : undefined) ??
        m0ClientOther.find(({ name }) => name === user.name)?.port ??
        22501
      );
  }
}

/** Ports that follow one another because their processes share a base port. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
  /** What listens there: `hax`, `2 ios`, `confd and 2 motr_client`. */
  readonly who: string;
}

/**
 * The ports that the processes of a node get on libfab: each further process with the same base
 * port gets the next one; hax's HTTP port is separate.
 */
export function portRanges(node: NodeDescription): readonly PortRange[] {
  const ports = node.networkPorts;
  const byBase = new Map<number, Map<string, number>>();
  const use = (base: number, who: string, count: number): void => {
    if (count === 0) return;
    const users = byBase.get(base) ?? new Map<string, number>();
    byBase.set(base, users.set(who, (users.get(who) ?? 0) + count));
  };
  use(basePort(ports, { kind: 'hax' }), 'hax', 1);
  for (const server of node.m0Servers) {
    const kind = server.runsConfd === true ? 'confd' : 'ios';
    use(basePort(ports, { kind }), kind, 1);
  }
  for (const { name, instances } of node.m0Clients)
    use(basePort(ports, { kind: 'client', name }), name, instances);
  const http = basePort(ports, { kind: 'haxHttp' });
  return [
    { first: http, last: http, who: 'hax (HTTP)' },
    ...[...byBase].map(([first, users]) => ({
      first,
      last: first + [...users.values()].reduce((sum, count) => sum + count, 0) - 1,
      who: [...users].map(([who, count]) => (count === 1 ? who : `${count} ${who}`)).join(' and '),
    })),
  ];
}
