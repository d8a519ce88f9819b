import { makeCluster } from '@hare/cluster-generator';
import { ConsulKv } from '@hare/consul';
import { consulForTests, startConsul, type ConsulCluster } from '@hare/real-consul';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeNodes, type ClusterNode, type ClusterNodes } from '../src/nodes/make-nodes.js';

const program = await consulForTests();

/** Keys of other people: not text, hidden from our token, and with names that begin like Hare's. */
const strange = [
  'vault/core/master',
  'leaders',
  'leader/x',
  'epochs/1',
  'm0configuration/a',
  'hare_setup2/x',
  'ssl/haxx',
  'config_paths',
  'portsmouth',
];

describe.skipIf(program === undefined)(
  'a Consul in which other people keep keys that are not text, and that our token may not read',
  () => {
    let consul: ConsulCluster;
    let all: ConsulKv;
    let cluster: ClusterNodes;
    let node: ClusterNode;
    let foreign: readonly string[];
    beforeAll(async () => {
      consul = await startConsul({ binary: program?.binary ?? '', acl: true });
      all = ConsulKv.at(consul.address, { token: consul.token });
      const [[machine, { hostname: host }] = ['', { hostname: '' }]] = Object.entries(
        makeCluster({ nodes: 1, cvgs: 1, disks: 2 }).confstore.node,
      );
      foreign = [...strange, `${host}0`, `${host}/other`, `${host}/facts2`];
      for (const key of foreign) {
        await all.http.send({
          method: 'PUT',
          path: `kv/${key}?flags=4242`,
          body: Buffer.from([0xff, 0xfe]),
          repeatable: true,
          where: {},
        });
      }
      cluster = makeNodes({ servers: [] }, 1, {
        withPackages: true,
        env: {
          CONSUL_HTTP_ADDR: consul.address,
          CONSUL_HTTP_TOKEN: await tokenFor([host, machine]),
        },
      });
      const [first] = cluster.nodes;
      if (first === undefined) throw new Error('there is no node');
      node = first;
    });
    afterAll(async () => {
      cluster.remove();
      await consul.stop();
    });

    /** A token for Hare's keys only. */
    async function tokenFor([host = '', machine = '']: readonly string[]): Promise<string> {
      const folders = [
        'm0conf/',
        'ports/',
        'last_base_fid_key/',
        'last_dynamic_fid_key/',
        'bytecount/',
        'processes/',
        'bq/',
        'eq/',
        'stats/',
        'hare_setup/',
        `${host}/drives/`,
      ];
      const keys = [
        'epoch',
        'eq-epoch',
        'leader',
        'failvec',
        'm0_client_types',
        'config_path',
        'ssl/hax',
        host,
        machine,
        `${host}/facts`,
        `${host}/log_path`,
      ];
      const rules = [
        ...folders.map((name) => `key_prefix "${name}" { policy = "write" }`),
        ...keys.map((name) => `key "${name}" { policy = "write" }`),
        'session_prefix "" { policy = "write" }',
      ];
      return consul.tokenFor(rules.join('\n'));
    }

    const versions = async (): Promise<ReadonlyMap<string, number>> =>
      new Map((await all.tree('')).entries.map(({ key, modifyIndex }) => [key, modifyIndex]));

    // One after the other, on one machine.
    test.each([
      ['prepare'],
      ['config'],
      ['config'],
      ['init'],
      ['plan'],
      ['doctor'],
      ['test', '--plan', 'full'],
      ['test', '--plan', 'performance'],
      ['backup', '--target', 'BACKUP'],
      ['pre_upgrade', '--target', 'BACKUP'],
      ['upgrade'],
      ['post_upgrade'],
      ['support_bundle', '-t', 'BUNDLES'],
      ['reset'],
      ['cleanup'],
      ['restore', '--target', 'BACKUP'],
      ['cleanup', '--pre-factory'],
    ])('%s %s %s ends as without them', async (...args) => {
      const before = await versions();
      const words = args.map((word) =>
        word === 'BACKUP'
          ? node.at('../backup.tar.gz')
          : word === 'BUNDLES'
            ? node.at('../bundles')
            : word,
      );
      const end = await node.setup([...words, '--config', `json://${cluster.confstoreFile}`]);
      if (args[0] === 'doctor') expect(end.output).not.toMatch(/CONSUL_|DEFECT/);
      else expect(end.exitCode, end.output).toBe(0);
      const after = await versions();
      for (const key of foreign) expect(after.get(key), key).toBe(before.get(key));
      if (args[0] === 'cleanup') expect([...after.keys()].sort()).toEqual([...foreign].sort());
    });
  },
);
