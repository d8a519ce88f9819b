import { ConsulKv } from '@hare/consul';
import { consulForTests, startConsul, type ConsulCluster } from '@hare/real-consul';
import { clusterInConsul, simulatorFolder, type ClusterMemory } from '@hare/hctl-simulator';
import { foreignKeys, snapshot, type BinEnd } from '@hare/sandbox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeNodes, type ClusterNodes } from '../src/nodes/make-nodes.js';

const program = await consulForTests();

/** What says only that a stage ran. */
const ownTraces = (file: string): boolean =>
  /(^|\/)(setup\.log|journal\.jsonl|receipt\.json|setup\.lock)$/.test(file);

describe.skipIf(program === undefined)('three nodes with one Consul cluster', () => {
  let consul: ConsulCluster;
  let cluster: ClusterNodes;
  let kv: ConsulKv;
  let atFirst: readonly Record<string, string>[];
  beforeAll(async () => {
    consul = await startConsul({ binary: program?.binary ?? '', servers: 3 });
    kv = ConsulKv.at(consul.address);
    cluster = makeNodes(consul);
    atFirst = trees();
    for (const [key, text] of Object.entries(foreignKeys)) await kv.put(key, text);
  });
  afterAll(async () => {
    cluster.remove();
    await consul.stop();
  });

  const all = (...args: readonly string[]): Promise<readonly BinEnd[]> =>
    Promise.all(
      cluster.nodes.map((node) =>
        node.setup([...args, '--config', `json://${cluster.confstoreFile}`]),
      ),
    );
  const simulated = (): ClusterMemory => clusterInConsul(consul.url);
  const trees = (): readonly Record<string, string>[] =>
    cluster.nodes.map(({ root }) => snapshot(root, ownTraces));
  /** Every key that is not of the simulation, with its text and the number of its last write. */
  const keys = async (): Promise<
    readonly (readonly [key: string, text: string, write: number])[]
  > =>
    (await kv.tree('')).entries
      .filter(({ key }) => !key.startsWith(simulatorFolder))
      .map(({ key, text, modifyIndex }) => [key, text, modifyIndex]);
  const hareKeys = async (): Promise<readonly string[]> =>
    (await keys()).map(([key]) => key).filter((key) => foreignKeys[key] === undefined);

  /** Runs a stage on all nodes at once, twice. The second time nothing may change. */
  async function stage(...args: readonly string[]): Promise<void> {
    for (const end of await all(...args)) expect(end.exitCode, end.output).toBe(0);
    const once = { trees: trees(), keys: await keys() };
    for (const end of await all(...args, '--json')) {
      expect(end.exitCode, end.output).toBe(0);
      expect((JSON.parse(end.stdout) as { readonly outcome: string }).outcome, end.output).toBe(
        'unchanged',
      );
    }
    expect(trees()).toEqual(once.trees);
    // test starts the cluster and shuts it down again: what that leaves is the same, but written
    // again.
    expect((await keys()).map((key) => (args[0] === 'test' ? key.slice(0, 2) : key))).toEqual(
      once.keys.map((key) => (args[0] === 'test' ? key.slice(0, 2) : key)),
    );
  }

  // One after the other: each stage goes on where the one before it ended.
  test('prepare shares the facts of every node', async () => {
    await stage('prepare');
    expect(await hareKeys()).toEqual(
      expect.arrayContaining(
        cluster.nodes.flatMap(({ hostname }) => [`${hostname}/facts`, `${hostname}/log_path`]),
      ),
    );
  });

  test('config applies one configuration once, and every node has the same description', async () => {
    await stage('config');
    expect(JSON.parse((await kv.get('hare_setup/apply'))?.text ?? '')).toMatchObject({
      generation: 1,
      state: 'applied',
    });
    for (const name of ['cluster.yaml', 'confd.xc', 'consul-kv.json'])
      expect(new Set(trees().map((tree) => tree[`var/lib/hare/${name}`])).size, name).toBe(1);
  });

  test('init formats once, on the first node, and leaves the cluster down', async () => {
    await stage('init');
    expect((await simulated().data()).mkfsCount).toBe(1);
    expect(
      cluster.nodes.map(({ simulation }) =>
        simulation.callsOf('bootstrap').map(({ args }) => args.includes('--mkfs')),
      ),
    ).toEqual([[true], [], []]);
    expect(await simulated().cluster()).toBeUndefined();
  });

  test('test starts the cluster without mkfs, finds what the description promises, and leaves it down', async () => {
    await stage('test', '--plan', 'regression');
    expect((await simulated().data()).mkfsCount).toBe(1);
    expect(await simulated().cluster()).toBeUndefined();
  });

  test("cleanup leaves no key of Hare's, everybody else's, and no file but the record of mkfs", async () => {
    await stage('cleanup');
    expect(Object.fromEntries((await keys()).map(([key, text]) => [key, text]))).toEqual(
      foreignKeys,
    );
    await stage('cleanup', '--pre-factory');
    expect(trees().map(withoutOwnFolders)).toEqual(atFirst.map(withoutOwnFolders));
  });
});

/**
 * Folders that the log, the journal and the lock of a stage are in, and those in which hctl put
 * files of its own.
 */
function withoutOwnFolders(tree: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).filter(
      ([file, what]) =>
        !(
          /^(run|var\/(log|lib\/hare)|etc\/(consul\.d|motr|sysconfig))(\/|$)/.test(file) &&
          what.startsWith('folder')
        ),
    ),
  );
}
