import path from 'node:path';
import { ConsulKv } from '@hare/consul';
import { consulForTests, startConsul, type ConsulCluster } from '@hare/real-consul';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clusterInConsul } from '../src/cluster-in-consul.js';
import { oneNode, simulatedHctl, type SimulatedHctl } from './simulated-hctl.js';

const program = await consulForTests();
const source = { configDir: path.dirname(oneNode) };

describe.skipIf(program === undefined)('two machines whose hctl has the same Consul', () => {
  let consul: ConsulCluster;
  let machines: readonly [SimulatedHctl, SimulatedHctl];
  beforeAll(async () => {
    consul = await startConsul({ binary: program?.binary ?? '' });
  });
  afterAll(() => consul.stop());
  beforeEach(async () => {
    await consul.clear();
    const machine = (): SimulatedHctl => simulatedHctl({}, {}, { HCTL_SIM_KV: consul.url });
    machines = [machine(), machine()];
  });

  test('see one cluster: what one starts runs on the other, and is shut down from there', async () => {
    const [{ hctl: here }, { hctl: there, simulation }] = machines;
    expect([await here.status(), await there.status()]).toEqual(['not-running', 'not-running']);
    await here.bootstrap({ mkfs: true, source });
    expect([await here.status(), await there.status()]).toEqual(['running', 'running']);
    await expect(there.bootstrap({ mkfs: true, source })).rejects.toMatchObject({
      message: expect.stringContaining('hare-hax is active') as string,
    });
    await there.shutdown();
    expect([await here.status(), await there.status()]).toEqual(['not-running', 'not-running']);
    await there.bootstrap({ mkfs: false, source });
    expect((await clusterInConsul(consul.url).data()).mkfsCount).toBe(1);
    expect(simulation.cluster()).toBeUndefined();
  });

  test('at once start it once: one bootstrap is refused', async () => {
    const ends = await Promise.allSettled(
      machines.map(({ hctl }) => hctl.bootstrap({ mkfs: true, source })),
    );
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await clusterInConsul(consul.url).data()).mkfsCount).toBe(1);
  });

  test('find the configuration and the marks of a running cluster in it', async () => {
    const kv = ConsulKv.at(consul.address);
    const [{ hctl }] = machines;
    await hctl.bootstrap({ mkfs: true, source });
    expect((await kv.get('leader'))?.text).toBe('ssc-1');
    expect((await kv.get('processes/0x7200000000000001:0x0'))?.text).toBe(
      '{"state":"M0_CONF_HA_PROCESS_STARTED"}',
    );
    expect((await kv.get('m0conf/nodes/0x6e00000000000001:0x0'))?.text).toBe(
      '{"name": "ssc-1", "state": "online"}',
    );
    await hctl.shutdown();
    expect((await kv.get('processes/0x7200000000000001:0x0'))?.text).toBe(
      '{"state":"M0_CONF_HA_PROCESS_STOPPED"}',
    );
  });

  test('say that no cluster runs when their Consul does not answer', async () => {
    const { hctl } = simulatedHctl({}, {}, { HCTL_SIM_KV: 'consul://127.0.0.1:1/' });
    expect(await hctl.status()).toBe('not-running');
  });
});
