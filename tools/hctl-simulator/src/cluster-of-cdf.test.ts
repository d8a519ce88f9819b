import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { clusterOfCdf } from './cluster-of-cdf.js';
import { clusterOfConfig } from './cluster-of-config.js';
import type { SimulatedCluster } from './simulated-cluster.js';

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));

/**
 * What the simulation makes of either source; endpoints, and a list of pools that are not sns, are
 * plausible only in one of them.
 */
function essence({ nodes, pools, profiles }: SimulatedCluster): unknown {
  return {
    nodes: nodes.map(({ name, services, devices }) => ({
      name,
      services: services.map(({ name: service, fid, kind }) => ({ service, fid, kind })),
      devices: devices.map(({ path: device, holds }) => `${holds} ${device}`).sort(),
    })),
    pools: pools.map((pool) => pool.name),
    profiles: profiles.map((profile) => profile.name),
  };
}

test.each(await readdir(fixtures))(
  'the CDF and the configuration that Hare made of it are the same cluster: %s',
  async (name) => {
    const folder = path.join(fixtures, name);
    expect(essence(await clusterOfCdf(path.join(folder, 'cdf.yaml')))).toEqual(
      essence(clusterOfConfig(folder)),
    );
  },
);

test('clients of CDF 2021 are s3server and m0_client_other', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hare-sim-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, 'cluster.yaml');
  await writeFile(
    file,
    'nodes: [{hostname: a, data_iface: e, m0_servers: [{runs_confd: true, io_disks: {data: [/dev/sdb]}}], m0_clients: {s3: 1, other: 2}}]\npools: [{name: p, data_units: 1, parity_units: 0}]\n',
  );
  const cluster = await clusterOfCdf(file);
  expect(cluster.nodes[0]?.services.map(({ name, fid, kind }) => [name, fid, kind])).toEqual([
    ['hax', '0x7200000000000001:0x0', 'server'],
    ['confd', '0x7200000000000001:0x1', 'server'],
    ['ioservice', '0x7200000000000001:0x1', 'server'],
    ['s3server', '0x7200000000000001:0x2', 'client'],
    ['m0_client_other', '0x7200000000000001:0x3', 'slot'],
    ['m0_client_other', '0x7200000000000001:0x4', 'slot'],
  ]);
});

test('what is no CDF is refused', async () => {
  await expect(clusterOfCdf('/no/such/file')).rejects.toThrow(/cannot read CDF/);
  await expect(
    clusterOfCdf(fileURLToPath(new URL('../package.json', import.meta.url))),
  ).rejects.toThrow(/cannot read CDF .* problems/);
});

test('a folder without generated configuration is refused', () => {
  expect(() => clusterOfConfig('/')).toThrow(
    /has no confd.xc, no consul-agents.json, no consul-kv.json, no node-name/,
  );
});
