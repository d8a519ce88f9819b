import { setTimeout as sleep } from 'node:timers/promises';
import { makeCluster } from '@hare/cluster-generator';
import { ConsulKv } from '@hare/consul';
import { consulForTests, startConsul } from '@hare/real-consul';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { configuredTexts, untilApplying } from '../src/nodes/applied-keys.js';
import { makeConfigMachine } from '../src/nodes/config-machine.js';
import { startKvReader } from '../src/nodes/kv-reader.js';

const program = await consulForTests();

describe.skipIf(program === undefined)('config with three Consul servers', () => {
  test('when the leader is killed at any moment, config run again makes the KV right, and no reader ever finds applied with other keys', async () => {
    const consul = await startConsul({ binary: program?.binary ?? '', servers: 3 });
    onTestFinished(() => consul.stop());
    const variants = [
      makeConfigMachine(makeCluster({ nodes: 4, cvgs: 2, disks: 60 })),
      makeConfigMachine(makeCluster({ nodes: 3, cvgs: 2, disks: 60 })),
    ] as const;
    onTestFinished(() => {
      for (const machine of variants) machine.remove();
    });
    const kills = inject('limits').configLeaderKills;
    let [failed, snapshots] = [0, 0];
    for (let kill = 0; kill < kills; kill += 1) {
      const leader = await consul.leader();
      const survivor = consul.servers[(leader + 1) % 3];
      const kv = ConsulKv.at(survivor?.address ?? '');
      const kept = `consul://${survivor?.address ?? ''}/`;
      // Every third time config talks to the leader itself and loses it; the reader never does.
      const spoken = kill % 3 === 2 ? `consul://${consul.servers[leader]?.address ?? ''}/` : kept;
      const reader = await startKvReader(kept);
      const writer = variants[kill % 2 === 0 ? 0 : 1].start(spoken, '--replace=renumber');
      try {
        // Most at a moment while it writes to the KV, the others whenever.
        if (kill % 4 === 3) await sleep(Math.random() * 2000);
        else await untilApplying(kv, writer.done);
        await sleep(Math.random() * 60);
        await consul.servers[leader]?.kill();
        if ((await writer.done).exitCode !== 0) failed += 1;
        const next =
          variants[Math.random() < 0.7 ? (kill % 2 === 0 ? 0 : 1) : kill % 2 === 0 ? 1 : 0];
        const { exitCode, output } = await next.start(kept, '--replace=renumber').done;
        expect(exitCode, output).toBe(0);
        await consul.servers[leader]?.restart();
        await consul.settled();
        expect(await configuredTexts(kv)).toEqual(next.expectedTexts());
        const seen = await reader.end();
        expect(seen.broken).toEqual([]);
        snapshots += seen.snapshots;
      } finally {
        writer.signal('SIGKILL');
        reader.kill();
      }
    }
    console.log(
      `${kills} leaders killed; ${failed} configs had to be run again; ${snapshots} snapshots read`,
    );
  });
});
