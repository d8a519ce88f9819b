import { expect, test } from 'vitest';
import { sampleModel, sampleNode } from '../tests/support/sample-model.js';
import { viewCluster } from './view-cluster.js';

const gib = 1024 ** 3;

test('a view has what pictures show of a CDF', () => {
  const view = viewCluster(
    sampleModel({ nodes: [...sampleModel().nodes, sampleNode('client-1', { m0Servers: [] })] }),
  );
  expect(view).toMatchObject({ controllers: 6, disks: 18, bytes: 180 * gib });
  expect(view.enclosures[0]).toMatchObject({
    hostname: 'srv-1',
    confd: true,
    clients: [{ name: 'motr_client', instances: 2 }],
    controllers: [
      { log: [], metaData: { path: '/dev/sda', pool: 1 } },
      { log: [{ path: '/dev/sdi', pool: undefined }], metaData: { path: '/dev/sde', pool: 1 } },
    ],
  });
  expect(view.enclosures[0]?.controllers[0]?.data[0]).toEqual({
    path: '/dev/sdb',
    bytes: 10 * gib,
    pool: 0,
  });
  expect(view.enclosures[3]).toMatchObject({ hostname: 'client-1', confd: false, bytes: 0 });
  expect(view.pools).toEqual([
    {
      name: 'tier1',
      type: 'sns',
      layout: '4+2+0',
      drives: 18,
      nodes: 3,
      tolerates: { nodes: 1, controllers: 1, disks: 2 },
      usableBytes: 120 * gib,
    },
    {
      name: 'kv',
      type: 'dix',
      layout: '1+2+0',
      drives: 6,
      nodes: 3,
      tolerates: { nodes: 2, controllers: 2, disks: 2 },
      usableBytes: undefined,
    },
  ]);
});

test('sizes that the CDF does not say are not known, nor are their sums', () => {
  const sizeless = sampleModel({
    nodes: sampleModel().nodes.map((node) => ({
      ...node,
      m0Servers: node.m0Servers.map((server) => ({
        ...server,
        data: server.data.map(({ path }) => ({ path })),
      })),
    })),
  });
  expect(viewCluster(sizeless).bytes).toBeUndefined();
  expect(viewCluster(sizeless).enclosures[0]?.bytes).toBeUndefined();
  expect(viewCluster(sizeless).pools[0]?.usableBytes).toBeUndefined();
});

test('the node group of a CDF is the storage set of a node', () => {
  const nodes = [sampleNode('srv-1', { nodeGroup: 'set-1' }), sampleNode('srv-2')];
  expect(viewCluster(sampleModel({ nodes })).enclosures.map((each) => each.storageSet)).toEqual([
    'set-1',
    undefined,
  ]);
});
