import { ConsulKv } from '@hare/consul';
import { consulForTests } from '@hare/real-consul';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  expectedTexts,
  startFixture,
  withoutRecord,
  type ConsulFixture,
} from './consul-fixture.js';
import { startProcess } from './processes.js';
import { sampleConfiguration } from './sample-configuration.js';

const program = await consulForTests();
const configurations = [
  sampleConfiguration({ nodes: 4, drives: 700 }),
  sampleConfiguration({ nodes: 3, drives: 700, variant: 'second' }),
];

describe.skipIf(program === undefined)('a cluster of three Consul servers', () => {
  let fixture: ConsulFixture;
  beforeAll(async () => {
    fixture = await startFixture(program, 3);
  });
  afterAll(async () => fixture.stop());

  test('when the leader is killed during an import, the next run makes the KV right, and no reader ever finds applied with other keys', async () => {
    const files = configurations.map((entries, place) =>
      fixture.entriesFile(`configuration-${place}`, entries),
    );
    const { servers } = fixture.cluster;
    let failed = 0;
    for (let kill = 0; kill < inject('limits').leaderKills; kill += 1) {
      const wanted = kill % 2;
      const leader = await fixture.cluster.leader();
      // Every third time the writer talks to the leader itself and loses it; the reader never does.
      const survivor = servers[(leader + 1) % 3];
      const spoken = kill % 3 === 2 ? servers[leader] : survivor;
      const reader = startProcess('reader-process.js', [`consul://${survivor?.address ?? ''}/`]);
      await reader.started;
      const writer = startProcess('apply-process.js', [
        `consul://${spoken?.address ?? ''}/`,
        files[wanted] ?? '',
        `writer-${kill}`,
        'true',
        '10000',
      ]);
      try {
        await Promise.race([untilApplying(survivor?.address ?? '', `writer-${kill}`), writer.done]);
        await sleep(Math.random() * 300);
        await servers[leader]?.kill();
        if ((await writer.done).code !== 0) failed += 1;
        const next = Math.random() < 0.7 ? wanted : 1 - wanted;
        const again = await startProcess('apply-process.js', [
          `consul://${survivor?.address ?? ''}/`,
          files[next] ?? '',
          `next-${kill}`,
          'true',
          '10000',
        ]).done;
        expect([again.code, again.code === 0 ? '' : again.stderr]).toEqual([0, '']);
        await servers[leader]?.restart();
        await fixture.cluster.settled();
        expect(withoutRecord(await fixture.texts(''))).toEqual(
          expectedTexts('', configurations[next] ?? []),
        );
        reader.endInput();
        const { stdout, stderr } = await reader.done;
        expect({ ...(JSON.parse(stdout.replace('reading', '')) as object), stderr }).toMatchObject({
          broken: [],
          stderr: '',
        });
      } finally {
        writer.signal('SIGKILL');
        reader.signal('SIGKILL');
      }
    }
    console.log(
      `${inject('limits').leaderKills} leaders killed; ${failed} imports had to be run again`,
    );
  });
});

/** Returns when the KV says that this owner applies a configuration. */
async function untilApplying(address: string, owner: string): Promise<void> {
  const kv = ConsulKv.at(address);
  for (let wait = 0; wait < 3000; wait += 1) {
    const text = (await kv.get('hare_setup/apply'))?.text ?? '';
    if (text.includes('"applying"') && text.includes(owner)) return;
    await sleep(5);
  }
}
