import { consulForTests } from '@hare/real-consul';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { applyConfiguration } from '../src/apply/apply-configuration.js';
import { ConsulTarget } from '../src/apply/consul-target.js';
import { readState } from '../src/apply/read-state.js';
import { kvMark } from '../src/mark/kv-mark.js';
import {
  expectedTexts,
  startFixture,
  withoutRecord,
  type ConsulFixture,
} from './consul-fixture.js';
import { sampleConfiguration } from './sample-configuration.js';

const program = await consulForTests();
const small = sampleConfiguration({ nodes: 2, drives: 4 });

describe.skipIf(program === undefined)('a configuration in a real Consul', () => {
  let fixture: ConsulFixture;
  beforeAll(async () => {
    fixture = await startFixture(program, 1);
  });
  afterAll(async () => fixture.stop());
  beforeEach(async () => fixture.cluster.clear());

  test('after applying, the KV holds exactly the entries and a record, and a reader finds it intact', async () => {
    const kv = fixture.cluster.url;
    const report = await applyConfiguration({ kv, entries: small, owner: 'test' });
    expect(report).toMatchObject({ generation: 1, unchanged: false, changed: [], removed: [] });
    expect(report.added).toHaveLength(new Set(small.map(({ key }) => key)).size);
    expect(withoutRecord(await fixture.texts(''))).toEqual(expectedTexts('', small));
    expect(await readState(kv)).toMatchObject({
      kind: 'applied',
      generation: 1,
      intact: true,
      owner: 'test',
      digest: report.digest,
    });
  });

  test('the same configuration again is a few small requests, none of them for the keys below m0conf/, and nothing is written', async () => {
    await applyConfiguration({ kv: fixture.cluster.url, entries: small, owner: 'test' });
    const before = await fixture.kv.tree('');
    const target = new ConsulTarget({
      url: 'consul:',
      authority: fixture.cluster.address,
      path: '/',
    });
    target.read = () => Promise.reject(new Error('the keys are read'));
    const report = await applyConfiguration({
      kv: target,
      entries: [...small].reverse(),
      owner: 'another',
    });
    expect(report).toMatchObject({
      unchanged: true,
      generation: 1,
      added: [],
      changed: [],
      removed: [],
    });
    expect(target.requests).toBe(5);
    await target.close();
    expect((await fixture.kv.tree('')).entries.map(({ modifyIndex }) => modifyIndex)).toEqual(
      before.entries.map(({ modifyIndex }) => modifyIndex),
    );
  });

  test('the mark of a KV stays while nothing is written, and moves with every write and deletion, also of what is changed back and of other people', async () => {
    const kv = fixture.cluster.url;
    const before = await kvMark(kv);
    await applyConfiguration({ kv, entries: small, owner: 'test' });
    const marks = [await kvMark(kv)];
    expect(await kvMark(kv)).toBe(marks[0]);
    expect(marks[0]).not.toBe(before);
    await applyConfiguration({ kv, entries: small, owner: 'another' });
    expect(await kvMark(kv)).toBe(marks[0]);
    const [entry] = (await fixture.kv.tree('m0conf/')).entries;
    const acts = [
      async () => fixture.kv.put(entry?.key ?? '', 'x'),
      async () => fixture.kv.put(entry?.key ?? '', entry?.text ?? ''),
      async () => fixture.kv.transaction([{ verb: 'delete', key: entry?.key ?? '' }], true),
      async () => fixture.kv.put('vault/core', 'x'),
      async () => fixture.kv.put('hare_setup/apply', 'x'),
    ];
    for (const act of acts) {
      await act();
      marks.push(await kvMark(kv));
    }
    expect(new Set(marks).size).toBe(acts.length + 1);
    await fixture.kv.put('hare_setup/absent', 'x');
    expect(await kvMark(kv)).toBeUndefined();
  });

  test('a cluster that comes up once the lock is taken keeps its keys, the record is as before, and the lock is free', async () => {
    const kv = fixture.cluster.url;
    await applyConfiguration({ kv, entries: small, owner: 'test' });
    const before = await fixture.texts('');
    const answers = [false, true];
    const replacing = {
      kv,
      entries: sampleConfiguration({ nodes: 2, drives: 4, variant: 'tier2' }),
      owner: 'test',
      replace: 'renumber',
    } as const;
    await expect(
      applyConfiguration({ ...replacing, running: () => Promise.resolve(answers.shift() ?? true) }),
    ).rejects.toMatchObject({ code: 'APPLY_CLUSTER_RUNS' });
    expect({ texts: await fixture.texts(''), answers }).toEqual({ texts: before, answers: [] });
    expect(
      await applyConfiguration({ ...replacing, running: () => Promise.resolve(false) }),
    ).toMatchObject({ generation: 2 });
  });

  test('with a prefix, keys stand below it and the rest of the KV is left alone, binary values too', async () => {
    await fixture.kv.put('vault/core', 'theirs');
    await fixture.kv.http.send({
      method: 'PUT',
      path: 'kv/vault/binary',
      body: Buffer.from([0xff, 0xfe, 0x00]),
      repeatable: true,
      where: {},
    });
    await applyConfiguration({
      kv: `${fixture.cluster.url}hare/one`,
      entries: small,
      owner: 'test',
    });
    expect(withoutRecord(await fixture.texts('hare/one/'))).toEqual(
      expectedTexts('hare/one/', small),
    );
    await applyConfiguration({ kv: fixture.cluster.url, entries: small, owner: 'test' });
    expect((await fixture.kv.get('vault/core'))?.text).toBe('theirs');
    expect(await readState(fixture.cluster.url)).toMatchObject({ kind: 'applied', intact: true });
  });

  test('keys and states that a running cluster owns survive a replacement, and facts of other stages too', async () => {
    const kv = fixture.cluster.url;
    await applyConfiguration({ kv, entries: small, owner: 'test' });
    const owned = new Map([
      ['leader', 'ssc-1'],
      ['epoch', '7'],
      ['failvec', '[1]'],
      ['bytecount/healthy', '4096'],
      ['processes/0x7200000000000001:0x0', '{"state": "M0_CONF_HA_PROCESS_STARTED"}'],
      ['bq/1', 'event'],
      ['stats/filesystem', '{}'],
      ['ssc-0/facts', '{}'],
      ['hare_setup/mkfs', '{}'],
    ]);
    for (const [key, text] of owned) await fixture.kv.put(key, text);
    const process = 'm0conf/nodes/0x6e00000000000001:0x0/processes/0x7200000000000001:0x0';
    await fixture.kv.put(process, '{"name":"m0_server","state":"M0_NC_ONLINE"}');
    expect(await applyConfiguration({ kv, entries: small, owner: 'test' })).toMatchObject({
      unchanged: true,
    });

    const larger = sampleConfiguration({ nodes: 3, drives: 4, variant: 'renamed' });
    const report = await applyConfiguration({
      kv,
      entries: larger,
      owner: 'test',
      replace: true,
      running: () => Promise.resolve(false),
    });
    expect(report.changed).toEqual([
      'last_base_fid_key/sdev',
      'm0conf/pools/0x6f00000000000001:0x0',
    ]);
    const after = await fixture.texts('');
    for (const [key, text] of owned) expect([key, after.get(key)]).toEqual([key, text]);
    expect(after.get(process)).toBe('{"name":"m0_server","state":"M0_NC_ONLINE"}');
    expect(await readState(kv)).toMatchObject({ kind: 'applied', generation: 2, intact: true });
  });

  test('another configuration is refused with a diff, and replaced only when the cluster is down and drives keep their fids', async () => {
    const kv = fixture.cluster.url;
    await applyConfiguration({ kv, entries: small, owner: 'test' });
    const before = await fixture.texts('');
    const other = sampleConfiguration({ nodes: 2, drives: 4, variant: 'tier2' });
    await expect(applyConfiguration({ kv, entries: other, owner: 'test' })).rejects.toMatchObject({
      code: 'APPLY_DIFFERENT',
      problems: [
        {
          code: 'KEY_CHANGED',
          message: 'is "tier1", would be "tier2"',
          where: { key: 'm0conf/pools/0x6f00000000000001:0x0' },
        },
      ],
    });
    await expect(
      applyConfiguration({
        kv,
        entries: other,
        owner: 'test',
        replace: true,
        running: () => Promise.resolve(true),
      }),
    ).rejects.toMatchObject({ code: 'APPLY_CLUSTER_RUNS' });
    const renumbered = sampleConfiguration({ nodes: 2, drives: 4, reversed: true });
    await expect(
      applyConfiguration({ kv, entries: renumbered, owner: 'test', replace: true }),
    ).rejects.toMatchObject({ code: 'APPLY_RENUMBERS' });
    expect(await fixture.texts('')).toEqual(before);

    expect(
      await applyConfiguration({ kv, entries: other, owner: 'test', replace: true, dryRun: true }),
    ).toMatchObject({ changed: ['m0conf/pools/0x6f00000000000001:0x0'], unchanged: false });
    expect(await fixture.texts('')).toEqual(before);
    expect(
      await applyConfiguration({ kv, entries: renumbered, owner: 'test', replace: 'renumber' }),
    ).toMatchObject({ generation: 2 });
    expect(withoutRecord(await fixture.texts(''))).toEqual(expectedTexts('', renumbered));
  });

  test('a smaller configuration removes what it lacks, host names included', async () => {
    const kv = fixture.cluster.url;
    await applyConfiguration({
      kv,
      entries: sampleConfiguration({ nodes: 3, drives: 4 }),
      owner: 'test',
    });
    const report = await applyConfiguration({ kv, entries: small, owner: 'test', replace: true });
    expect(report.removed).toContain('ssc-2');
    expect(withoutRecord(await fixture.texts(''))).toEqual(expectedTexts('', small));
  });

  test('what Hare imported itself is adopted: only the record is written', async () => {
    for (const { key, value } of small) await fixture.kv.put(key, String(value));
    expect(await readState(fixture.cluster.url)).toMatchObject({ kind: 'unrecorded' });
    expect(
      await applyConfiguration({
        kv: fixture.cluster.url,
        entries: small,
        owner: 'test',
        running: () => Promise.resolve(true),
      }),
    ).toMatchObject({ unchanged: false, added: [], changed: [], removed: [] });
    expect(await readState(fixture.cluster.url)).toMatchObject({ kind: 'applied', intact: true });
  });

  test('a value too large for a transaction is refused before anything is written', async () => {
    const entries = [...small, { key: 'm0conf/large', value: 'x'.repeat(400 * 1024) }];
    await expect(
      applyConfiguration({ kv: fixture.cluster.url, entries, owner: 'test' }),
    ).rejects.toMatchObject({ code: 'APPLY_TOO_LARGE', where: { key: 'm0conf/large' } });
    expect(await fixture.texts('')).toEqual(new Map());
  });

  test('many keys take few requests, and none of them outlives the session', async () => {
    const entries = sampleConfiguration({ nodes: 10, drives: inject('limits').consulKeys / 20 });
    const target = new ConsulTarget({
      url: 'consul:',
      authority: fixture.cluster.address,
      path: '/',
    });
    await applyConfiguration({ kv: target, entries, owner: 'test' });
    const keys = new Set(entries.map(({ key }) => key)).size;
    expect(target.requests).toBeLessThan(keys / 60 + 10);
    await target.close();
    const sessions = await fixture.kv.http.send({
      method: 'GET',
      path: 'session/list',
      repeatable: true,
      where: {},
    });
    expect(JSON.parse(sessions.body.toString())).toEqual([]);
    expect(await readState(fixture.cluster.url)).toMatchObject({ kind: 'applied', intact: true });
  });
});
