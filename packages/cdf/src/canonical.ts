import type { ClusterDescription, NetworkPorts, NodeDescription } from './model.js';

const known = new WeakMap<ClusterDescription, ClusterDescription>();

/**
 * The canonical form of equal descriptions: empty optional lists, `false` switches and `undefined`
 * members are absent. Readers return canonical values, so that a round trip through a file gives an
 * equal value.
 */
export function canonical(model: ClusterDescription): ClusterDescription {
  const found = known.get(model) ?? canonicalOf(model);
  known.set(model, found).set(found, found);
  return found;
}

function canonicalOf(model: ClusterDescription): ClusterDescription {
  return compact({
    ...model,
    nodes: model.nodes.map(canonicalNode),
    pools: model.pools.map((pool) =>
      compact({
        ...pool,
        diskRefs: unlessEmpty(pool.diskRefs?.map(compact)),
        allowedFailures: pool.allowedFailures && compact(pool.allowedFailures),
      }),
    ),
    profiles: model.profiles?.map(compact),
    fdmiFilters: unlessEmpty(
      model.fdmiFilters?.map((filter) =>
        compact({ ...filter, substrings: unlessEmpty(filter.substrings) }),
      ),
    ),
    createAux: model.createAux === true ? true : undefined,
    generateFormulaicPvers: model.generateFormulaicPvers === true ? true : undefined,
  });
}

function canonicalNode(node: NodeDescription): NodeDescription {
  return compact({
    ...node,
    m0Servers: node.m0Servers.map((server) =>
      compact({
        ...server,
        data: server.data.map(compact),
        log: unlessEmpty(server.log?.map(compact)),
      }),
    ),
    m0Clients: node.m0Clients.map(compact),
    networkPorts: canonicalPorts(node.networkPorts),
  });
}

function canonicalPorts(ports: NetworkPorts | undefined): NetworkPorts | undefined {
  if (ports === undefined) return undefined;
  return compact({
    ...ports,
    m0Server: unlessEmpty(ports.m0Server),
    m0ClientOther: unlessEmpty(ports.m0ClientOther),
  });
}

export function unlessEmpty<T>(items: readonly T[] | undefined): readonly T[] | undefined {
  return items === undefined || items.length === 0 ? undefined : items;
}

function compact<T extends object>(value: T): T {
  if (!Object.values(value).includes(undefined)) return value;
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as T;
}
