import { consulForTests } from '@hare/real-consul';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import { readState } from '../src/apply/read-state.js';
import {
  expectedTexts,
  startFixture,
  withoutRecord,
  type ConsulFixture,
} from './consul-fixture.js';
import { startProcess, type RunningProcess } from './processes.js';
import { sampleConfiguration } from './sample-configuration.js';

const program = await consulForTests();
const first = sampleConfiguration({ nodes: 4, drives: 800 });
const many = sampleConfiguration({ nodes: 4, drives: 200 });
const second = sampleConfiguration({ nodes: 4, drives: 200, variant: 'second' });
const smaller = sampleConfiguration({ nodes: 3, drives: 800, variant: 'smaller' });

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
  const apply = (file: string, owner: string, replace = false): RunningProcess =>
    start('apply-process.js', fixture.cluster.url, file, owner, String(replace), '10000');

  test('sixteen with the same configuration: all succeed, one writes', async () => {
    const file = fixture.entriesFile('many', many);
    const results = await Promise.all(
      Array.from({ length: 16 }, (_, place) => apply(file, `node-${place}`).done),
    );
    expect(results.map(({ code, stderr }) => (code === 0 ? 0 : stderr))).toEqual(
      Array.from({ length: 16 }, () => 0),
    );
    const reports = results.map(
      ({ stdout }) => JSON.parse(stdout) as { unchanged: boolean; generation: number },
    );
    expect(reports.filter(({ unchanged }) => !unchanged)).toHaveLength(1);
    expect(reports.every(({ generation }) => generation === 1)).toBe(true);
    expect(withoutRecord(await fixture.texts(''))).toEqual(expectedTexts('', many));
  });

  test('sixteen with two configurations: one wins whole, and the others say so', async () => {
    const files = [fixture.entriesFile('many', many), fixture.entriesFile('second', second)];
    const results = await Promise.all(
      Array.from({ length: 16 }, async (_, place) => ({
        variant: place % 2,
        ...(await apply(files[place % 2] ?? '', `node-${place}`).done),
      })),
    );
    const texts = withoutRecord(await fixture.texts(''));
    const winner = texts.get('m0conf/pools/0x6f00000000000001:0x0') === 'second' ? 1 : 0;
    expect(texts).toEqual(expectedTexts('', winner === 0 ? many : second));
    for (const { variant, code, stderr } of results) {
      expect(code).toBe(variant === winner ? 0 : 1);
      if (variant !== winner) expect(stderr).toContain('APPLY_DIFFERENT');
    }
  });

  test('a writer killed at any moment leaves nothing that a reader could take for applied, and the next run makes it right', async () => {
    const files = [fixture.entriesFile('first', first), fixture.entriesFile('smaller', smaller)];
    const configurations = [first, smaller];
    const reader = start('reader-process.js', fixture.cluster.url);
    await reader.started;
    let halves = 0;
    let present = 1;
    for (let kill = 0; kill < inject('limits').applyKills; kill += 1) {
      const wanted = 1 - present;
      const victim = apply(files[wanted] ?? '', `victim-${kill}`, true);
      // Most are killed while they write, the others whenever.
      if (kill % 4 === 3) await sleep(Math.random() * 400);
      else await Promise.race([until(() => isApplying(fixture)), victim.done]);
      await sleep(Math.random() * 100);
      victim.signal('SIGKILL');
      await victim.done;
      if ((await readState(fixture.cluster.url)).kind === 'applying') halves += 1;
      // The same again finishes it; the other one undoes it.
      present = Math.random() < 0.5 ? wanted : 1 - wanted;
      const { code, stderr } = await apply(files[present] ?? '', `next-${kill}`, true).done;
      expect([code, stderr.replace(/^waiting for another process.*\n/gm, '')]).toEqual([0, '']);
      expect(withoutRecord(await fixture.texts(''))).toEqual(
        expectedTexts('', configurations[present] ?? []),
      );
      if (kill % 5 === 4) await fixture.cluster.clear();
    }
    expect(halves).toBeGreaterThan(0);
    reader.endInput();
    const { stdout, stderr } = await reader.done;
    const seen = JSON.parse(stdout.replace('reading', '')) as {
      snapshots: number;
      applied: number;
      broken: unknown[];
    };
    expect({ broken: seen.broken, stderr }).toEqual({ broken: [], stderr: '' });
    expect(seen.applied).toBeGreaterThan(0);
    console.log(
      `${inject('limits').applyKills} kills left ${halves} halves; ${seen.snapshots} snapshots read`,
    );
  });

  test('a paused writer whose lock was given to another does not write when it goes on, with replace neither', async () => {
    const large = fixture.entriesFile('large', sampleConfiguration({ nodes: 4, drives: 8000 }));
    const taken = fixture.entriesFile('smaller', smaller);
    const pause = async (replace: boolean): Promise<void> => {
      const prefix = `replace-${replace}/`;
      const kv = `${fixture.cluster.url}${prefix}`;
      const paused = start('apply-process.js', kv, large, 'paused', String(replace), '10000');
      await until(() => isApplying(fixture, prefix));
      paused.signal('SIGSTOP');
      const taker = await start('apply-process.js', kv, taken, 'taker', 'false', '10000').done;
      expect([taker.code, taker.stderr]).toEqual([0, expect.stringContaining('another process')]);
      const after = await fixture.kv.tree(prefix);
      expect(withoutRecord(await fixture.texts(prefix))).toEqual(expectedTexts(prefix, smaller));
      paused.signal('SIGCONT');
      const result = await paused.done;
      expect([result.code, result.stderr]).toEqual([1, expect.stringContaining('APPLY_DIFFERENT')]);
      const versions = ({ entries }: typeof after): readonly string[] =>
        entries.map(({ key, modifyIndex }) => `${modifyIndex} ${key}`);
      expect(versions(await fixture.kv.tree(prefix))).toEqual(versions(after));
    };
    await Promise.all([pause(false), pause(true)]);
  });
});

async function isApplying({ kv }: ConsulFixture, prefix = ''): Promise<boolean> {
  return (await kv.get(`${prefix}hare_setup/apply`))?.text.includes('"applying"') ?? false;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  await expect.poll(holds, { interval: 5 }).toBe(true);
}
