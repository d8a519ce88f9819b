import { createHash } from 'node:crypto';

/**
 * A made-up cluster as a ConfStore of dialect node and the facts about its machines, both as plain
 * data. The same options give the same cluster.
 * @param {{nodes?: number, cvgs?: number, disks?: number, clientNodes?: number, storageSets?:
 *   number, logs?: boolean, n?: number, k?: number, s?: number}} options
 *   `nodes` data nodes with `cvgs` controllers of `disks` data devices each; `clientNodes` further nodes that run clients only
 */
export function makeCluster(options = {}) {
  const {
    nodes = 3,
    cvgs = 2,
    disks = 8,
    clientNodes = 0,
    storageSets = 1,
    logs = false,
    n = Math.min(4, Math.max(1, nodes * cvgs * disks - 4)),
    k = nodes > 1 ? 2 : 0,
    s = 0,
  } = options;
  const data = Array.from({ length: nodes }, (_, i) => dataNode(i + 1, cvgs, disks, logs));
  const clients = Array.from({ length: clientNodes }, (_, i) => clientNode(i + 1));
  const all = [...data, ...clients];
  const list = (port, of = all) => ({
    num_endpoints: of.length,
    endpoints: of.map(({ node }) => `tcp://${node.hostname}:${port}`),
  });
  const perSet = Math.ceil(nodes / storageSets);
  const storage_set = Array.from({ length: storageSets }, (_, i) => {
    const members = [...data.slice(i * perSet, (i + 1) * perSet), ...(i === 0 ? clients : [])].map(
      ({ id }) => id,
    );
    return {
      name: `storage-set-${i + 1}`,
      num_nodes: members.length,
      nodes: members,
      durability: { sns: layout(n, k, s), dix: layout(1, Math.min(k, nodes * cvgs - 1), 0) },
    };
  });
  const hax = list(22001);
  const confstore = {
    cluster: { id: 'cluster-0001', name: 'made-up', num_storage_set: storageSets, storage_set },
    cortx: {
      hare: {
        hax: {
          num_endpoints: hax.num_endpoints + 1,
          endpoints: ['http://hax:22003', ...hax.endpoints],
        },
      },
      motr: {
        num_clients: 2,
        clients: [
          { name: 'motr_client', num_instances: 2, ...list(22501) },
          { name: 'rgw_s3', num_instances: 1, ...list(22601, clients) },
        ],
        confd: list(22002, data),
        ios: list(21001, data),
        transport_type: 'libfab',
      },
    },
    node: Object.fromEntries(all.map(({ id, node }) => [id, node])),
  };
  return {
    confstore,
    facts: {
      machine_id: all[0]?.id,
      kv: Object.fromEntries(all.flatMap(({ node }) => factsOf(node))),
    },
  };
}

function layout(data, parity, spare) {
  return { data: String(data), parity: String(parity), spare: String(spare) };
}

function machineId(name) {
  return createHash('md5').update(name).digest('hex');
}

function dataNode(number, cvgs, disks, logs) {
  const hostname = `data-${number}`;
  const cvg = Array.from({ length: cvgs }, (_, c) => {
    const first = c * (disks + (logs ? 2 : 1)) + 1;
    const data = Array.from({ length: disks }, (_, d) => device(first + 1 + d));
    const log = logs ? { log: [device(first + disks + 1)], num_log: 1 } : {};
    return {
      name: `cvg-${c + 1}`,
      type: 'ios',
      devices: { metadata: [device(first)], num_metadata: 1, data, num_data: disks, ...log },
    };
  });
  const components = [component('motr', 'io', 'motr_client'), component('hare', 'hax')];
  return {
    id: machineId(hostname),
    node: {
      cluster_id: 'cluster-0001',
      hostname,
      name: hostname,
      type: 'data_node',
      num_components: components.length,
      components,
      num_cvg: cvgs,
      cvg,
    },
  };
}

function clientNode(number) {
  const hostname = `client-${number}`;
  const components = [
    component('hare', 'hax'),
    component('motr', 'motr_client'),
    component('rgw', 'rgw_s3'),
  ];
  return {
    id: machineId(hostname),
    node: {
      cluster_id: 'cluster-0001',
      hostname,
      name: hostname,
      type: 'client_node',
      num_components: components.length,
      components,
    },
  };
}

function component(name, ...services) {
  return { name, num_services: services.length, services };
}

/** 1 → /dev/sda … 27 → /dev/sdaa, as Linux names them. */
function device(number) {
  let name = '';
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(97 + ((rest - 1) % 26)) + name;
  return `/dev/sd${name}`;
}

function factsOf(node) {
  const drives = (node.cvg ?? []).flatMap(({ devices }) => [
    ...devices.data,
    ...(devices.log ?? []),
  ]);
  return [
    [`${node.hostname}/facts`, { processorcount: 8, memorysize_mb: 15884.5 }],
    ...drives.map((path) => [
      `${node.hostname}/drives${path}`,
      { path, size: 10737418240, blksize: 4096 },
    ]),
  ];
}
