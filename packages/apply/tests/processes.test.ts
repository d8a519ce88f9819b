import { consulForTests } from '@hare/consul';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import { readState } from '../src/read-state.js';
import { expectedTexts, startFixture, withoutRecord } from './consul-fixture.js';
import type { ConsulFixture } from './consul-fixture.js';
import { startProcess } from './processes.js';
import type { RunningProcess } from './processes.js';
import { sampleConfiguration } from './sample-configuration.js';

const program = await consulForTests();
const first = sampleConfiguration({ nodes: 4, drives: 400 });
const second = sampleConfiguration({ nodes: 4, drives: 400, variant: 'second' });
const smaller = sampleConfiguration({ nodes: 3, drives: 400, variant: 'smaller' });

describe.skipIf(program === undefined)('processes that apply to one Consul', () => {
  let fixture: ConsulFixture;
  const running: RunningProcess[] = [];
  beforeAll(async () => {
    fixture = await startFixture(program, 1);
  });
  afterAll(async () => fixture.stop());
  beforeEach(async () => fixture.cluster.clear());
  afterEach(() => {
    for (const process of running.splice(0)) process.signal('SIGKILL');
  });

  const start = (script: string, ...args: readonly string[]): RunningProcess => {
    const process = startProcess(script, args);
    running.push(process);
    return process;
  };
  const apply = (file: string, owner: string, replace = false): RunningProcess => start('apply-process.mjs', fixture.cluster.url, file, owner, String(replace), '10000');

  test('sixteen with the same configuration: all succeed, one writes', async () => {
    const file = fixture.entriesFile('first', first);
    const results = await Promise.all(Array.from({ length: 16 }, (_, place) => apply(file, `node-${place}`).done));
    expect(results.map(({ code, stderr }) => (code === 0 ? 0 : stderr))).toEqual(Array.from({ length: 16 }, () => 0));
    const reports = results.map(({ stdout }) => JSON.parse(stdout) as { unchanged: boolean; generation: number });
    expect(reports.filter(({ unchanged }) => !unchanged)).toHaveLength(1);
    expect(reports.every(({ generation }) => generation === 1)).toBe(true);
    expect(withoutRecord(await fixture.texts(''))).toEqual(expectedTexts('', first));
  });

  test('sixteen with two configurations: one wins whole, and the others say so', async () => {
    const files = [fixture.entriesFile('first', first), fixture.entriesFile('second', second)];
    const results = await Promise.all(Array.from({ length: 16 }, async (_, place) => ({ variant: place % 2, ...(await apply(files[place % 2] ?? '', `node-${place}`).done) })));
    const texts = withoutRecord(await fixture.texts(''));
    const winner = texts.get('m0conf/pools/0x6f00000000000001:0x0') === 'second' ? 1 : 0;
    expect(texts).toEqual(expectedTexts('', winner === 0 ? first : second));
    for (const { variant, code, stderr } of results) {
      expect(code).toBe(variant === winner ? 0 : 1);
      if (variant !== winner) expect(stderr).toContain('APPLY_DIFFERENT');
    }
  });

  test('a writer killed at any moment leaves nothing that a reader could take for applied, and the next run makes it right', async () => {
    const files = [fixture.entriesFile('first', first), fixture.entriesFile('smaller', smaller)];
    const configurations = [first, smaller];
    const reader = start('reader-process.mjs', fixture.cluster.url);
    await reader.started;
    let halves = 0;
    for (let kill = 0; kill < inject('limits').applyKills; kill += 1) {
      const wanted = kill % 2;
      const victim = apply(files[wanted] ?? '', `victim-${kill}`, true);
      await sleep(80 + Math.random() * 320);
      victim.signal('SIGKILL');
      await victim.done;
      if ((await readState(fixture.cluster.url)).kind === 'applying') halves += 1;
      // The same again finishes it; the other one undoes it.
      const next = Math.random() < 0.5 ? wanted : 1 - wanted;
      const { code, stderr } = await apply(files[next] ?? '', `next-${kill}`, true).done;
      expect([code, stderr.replace(/^another process.*\n/gm, '')]).toEqual([0, '']);
      expect(withoutRecord(await fixture.texts(''))).toEqual(expectedTexts('', configurations[next] ?? []));
      if (kill % 5 === 4) await fixture.cluster.clear();
    }
    reader.endInput();
    const { stdout, stderr } = await reader.done;
    const seen = JSON.parse(stdout.replace('reading', '')) as { snapshots: number; applied: number; broken: unknown[] };
    expect({ broken: seen.broken, stderr }).toEqual({ broken: [], stderr: '' });
    expect(seen.applied).toBeGreaterThan(0);
    console.log(`${inject('limits').applyKills} kills left ${halves} halves; ${seen.snapshots} snapshots read`);
  });

  test.each([false, true])('a paused writer whose lock was given to another does not write when it goes on (replace: %s)', async (replace) => {
    const large = sampleConfiguration({ nodes: 4, drives: 4000 });
    const paused = apply(fixture.entriesFile('large', large), 'paused', replace);
    await until(async () => (await readState(fixture.cluster.url)).kind === 'applying');
    paused.signal('SIGSTOP');
    const taker = apply(fixture.entriesFile('smaller', smaller), 'taker');
    const { code, stderr } = await taker.done;
    expect([code, stderr]).toEqual([0, expect.stringContaining('another process')]);
    const after = await fixture.texts('');
    expect(withoutRecord(after)).toEqual(expectedTexts('', smaller));
    const { index } = await fixture.kv.tree('');

    paused.signal('SIGCONT');
    const result = await paused.done;
    expect([result.code, result.stderr]).toEqual([1, expect.stringContaining('APPLY_DIFFERENT')]);
    expect(await fixture.texts('')).toEqual(after);
    expect((await fixture.kv.tree('')).index).toBe(index);
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('it does not come about');
    await sleep(5);
  }
}
