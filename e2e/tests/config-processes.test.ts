import { setTimeout as sleep } from 'node:timers/promises';
import { makeCluster } from '@hare/cluster-generator';
import { ConsulKv } from '@hare/consul';
import { consulForTests, startConsul, type ConsulCluster } from '@hare/real-consul';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { applyRecord, configuredTexts, untilApplying } from '../src/nodes/applied-keys.js';
import { makeConfigMachine, type ConfigMachine } from '../src/nodes/config-machine.js';
import { startKvReader } from '../src/nodes/kv-reader.js';

const program = await consulForTests();
const many = makeCluster({ nodes: 3, cvgs: 1, disks: 20 });
const second = makeCluster({ nodes: 3, cvgs: 1, disks: 21 });

describe.skipIf(program === undefined)('processes of config with one Consul', () => {
  let consul: ConsulCluster;
  let kv: ConsulKv;
  const machines: ConfigMachine[] = [];
  beforeAll(async () => {
    consul = await startConsul({ binary: program?.binary ?? '' });
    kv = ConsulKv.at(consul.address);
  });
  afterAll(() => consul.stop());
  beforeEach(() => consul.clear());
  afterEach(() => {
    for (const machine of machines.splice(0)) machine.remove();
  });

  const machineOf = (cluster: typeof many): ConfigMachine => {
    const machine = makeConfigMachine(cluster);
    machines.push(machine);
    return machine;
  };

  test('sixteen at once for one cluster: all succeed, one imports, and files and keys are the same everywhere', async () => {
    const sixteen = Array.from({ length: 16 }, () => machineOf(many));
    for (const { exitCode, output } of await Promise.all(
      sixteen.map((machine) => machine.start(consul.url).done),
    ))
      expect(exitCode, output).toBe(0);
    expect(await applyRecord(kv)).toMatchObject({ generation: 1, state: 'applied' });
    expect(await configuredTexts(kv)).toEqual(sixteen[0]?.expectedTexts());
    for (const machine of sixteen) expect(machine.files()).toEqual(sixteen[0]?.files());
  });

  test('sixteen at once with two configurations: one wins whole, and the others say what differs', async () => {
    const sixteen = Array.from({ length: 16 }, (_, place) => ({
      machine: machineOf(place % 2 === 0 ? many : second),
      variant: place % 2,
    }));
    const ends = await Promise.all(
      sixteen.map(async ({ machine, variant }) => ({
        variant,
        ...(await machine.start(consul.url).done),
      })),
    );
    const winner = ends.find(({ exitCode }) => exitCode === 0)?.variant;
    expect(await applyRecord(kv)).toMatchObject({ generation: 1, state: 'applied' });
    expect(await configuredTexts(kv)).toEqual(
      sixteen.find(({ variant }) => variant === winner)?.machine.expectedTexts(),
    );
    for (const { variant, exitCode, output } of ends) {
      expect(exitCode, output).toBe(variant === winner ? 0 : 1);
      if (variant !== winner)
        expect(output).toMatch(
          /the KV contains another configuration \(generation 1, .*\): \d+ keys would be added, \d+ changed, \d+ removed[^]*m0conf\/.*would be/,
        );
    }
  });

  test('a configuration that differs in N and K alone, which no key tells, is another one all the same', async () => {
    const [first, other] = [
      machineOf(many),
      machineOf(makeCluster({ nodes: 3, cvgs: 1, disks: 20, n: 2, k: 1, s: 0 })),
    ];
    expect((await first.start(consul.url).done).exitCode).toBe(0);
    const { exitCode, output } = await other.start(consul.url).done;
    expect(exitCode, output).toBe(1);
    expect(output).toMatch(
      /the KV contains another configuration \(generation 1, .*\): same keys, but from another cluster description/,
    );
    expect(Object.values(other.files()).filter((kind) => kind.startsWith('file'))).toEqual([]);
    expect((await other.start(consul.url, '--replace').done).exitCode).toBe(0);
    expect(await applyRecord(kv)).toMatchObject({ generation: 2, state: 'applied' });
    expect(await configuredTexts(kv)).toEqual(first.expectedTexts());
    expect((await first.start(consul.url).done).output).toContain('same keys');
  });

  test('killed at any moment and run again, the KV is right, and no reader ever finds applied with other keys', async () => {
    const variants = [
      machineOf(makeCluster({ nodes: 4, cvgs: 2, disks: 60 })),
      machineOf(makeCluster({ nodes: 3, cvgs: 2, disks: 60 })),
    ] as const;
    const reader = await startKvReader(consul.url);
    const kills = inject('limits').configKills;
    let halves = 0;
    try {
      for (let kill = 0; kill < kills; kill += 1) {
        const victim = variants[kill % 2 === 0 ? 0 : 1].start(consul.url, '--replace=renumber');
        // Most are killed while they write to the KV, the others whenever.
        if (kill % 4 === 3) await sleep(Math.random() * 2000);
        else await untilApplying(kv, victim.done);
        await sleep(Math.random() * 60);
        victim.signal('SIGKILL');
        await victim.done;
        if ((await applyRecord(kv))?.state === 'applying') halves += 1;
        // The same again finishes it; the other one undoes it.
        const next = variants[Math.random() < 0.5 ? 0 : 1];
        const { exitCode, output } = await next.start(consul.url, '--replace=renumber').done;
        expect(exitCode, output).toBe(0);
        expect(await configuredTexts(kv)).toEqual(next.expectedTexts());
        if (kill % 5 === 4) await consul.clear();
      }
      const { broken, applied, snapshots } = await reader.end();
      expect(broken).toEqual([]);
      expect(applied).toBeGreaterThan(0);
      console.log(`${kills} kills left ${halves} halves; ${snapshots} snapshots read`);
    } finally {
      reader.kill();
    }
  });

  test('paused for longer than its lock lives, it does not write when it goes on, and says so', async () => {
    const [large, taker] = [
      machineOf(makeCluster({ nodes: 4, cvgs: 2, disks: 300 })),
      machineOf(many),
    ];
    let paused = large.start(consul.url);
    for (;;) {
      await untilApplying(kv, paused.done);
      paused.signal('SIGSTOP');
      if ((await applyRecord(kv))?.state === 'applying') break;
      // It was faster: once more.
      paused.signal('SIGKILL');
      await paused.done;
      await consul.clear();
      paused = large.start(consul.url);
    }
    try {
      const { exitCode, output } = await taker.start(consul.url).done;
      expect(exitCode, output).toBe(0);
      const after = await kv.tree('');
      expect(await configuredTexts(kv)).toEqual(taker.expectedTexts());
      paused.signal('SIGCONT');
      const late = await paused.done;
      expect(late.exitCode, late.output).toBe(1);
      expect(late.output).toContain('the KV contains another configuration');
      const versions = ({ entries }: typeof after): readonly string[] =>
        entries.map(({ key, modifyIndex }) => `${modifyIndex} ${key}`);
      expect(versions(await kv.tree(''))).toEqual(versions(after));
    } finally {
      paused.signal('SIGKILL');
    }
  });
});
