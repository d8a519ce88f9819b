import { consulForTests } from '@hare/real-consul';
import { ConsulKv } from '@hare/consul';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applyConfiguration } from '../src/apply/apply-configuration.js';
import { ConsulTarget } from '../src/apply/consul-target.js';
import { readState } from '../src/apply/read-state.js';
import {
  expectedTexts,
  startFixture,
  withoutRecord,
  type ConsulFixture,
} from './consul-fixture.js';
import { sampleConfiguration } from './sample-configuration.js';

const program = await consulForTests();
const small = sampleConfiguration({ nodes: 2, drives: 4 });

describe.skipIf(program === undefined)('a Consul that others share', () => {
  let fixture: ConsulFixture;
  beforeAll(async () => {
    fixture = await startFixture(program, 1);
  });
  afterAll(async () => fixture.stop());
  beforeEach(async () => fixture.cluster.clear());

  const putBytes = async (key: string): Promise<unknown> =>
    fixture.kv.http.send({
      method: 'PUT',
      path: `kv/${key}`,
      body: Buffer.from([0xff, 0xfe]),
      repeatable: true,
      where: {},
    });
  const place = (): ConstructorParameters<typeof ConsulTarget>[0] => ({
    url: 'consul:',
    authority: fixture.cluster.address,
    path: '/',
  });
  /** Applies the same again and answers how much was asked and answered. */
  const again = async (
    entries: typeof small,
  ): Promise<{ readonly requests: number; readonly bytes: number }> => {
    const target = new ConsulTarget(place());
    let bytes = 0;
    const send = target.kv.http.send.bind(target.kv.http);
    target.kv.http.send = async (request) => {
      const answer = await send(request);
      bytes += answer.body.length + Buffer.byteLength(request.body ?? '');
      return answer;
    };
    expect(await applyConfiguration({ kv: target, entries, owner: 'again' })).toMatchObject({
      unchanged: true,
    });
    return { requests: target.requests, bytes };
  };

  test("keys that are not Hare's, also those that begin alike, are not fetched, decoded or touched", async () => {
    await applyConfiguration({ kv: fixture.cluster.url, entries: small, owner: 'test' });
    const alone = await again(small);
    const host = small.find(({ key }) => !key.includes('/') && /^ssc/.test(key))?.key ?? '';
    const foreign = [
      'vault/core/master',
      'leaders',
      'leader/x',
      'epochs/1',
      'm0_client_types2',
      'm0configuration/a',
      'portsmouth',
      'hare_setup2/x',
      `${host}0`,
      `${host}/other/x`,
      'failvec/1',
    ];
    for (const key of foreign) await putBytes(key);
    expect(await again(small)).toEqual(alone);
    const changed = [...small, { key: 'm0conf/more', value: '1' }];
    await applyConfiguration({
      kv: fixture.cluster.url,
      entries: changed,
      owner: 'test',
      replace: true,
    });
    expect(await readState(fixture.cluster.url)).toMatchObject({
      kind: 'applied',
      generation: 2,
      intact: true,
    });
    for (const key of foreign)
      expect((await fixture.kv.get(key))?.holds('') ?? true, key).toBe(false);
  });

  test('a configuration of more names than one transaction holds is read as it was at one moment', async () => {
    const entries = sampleConfiguration({ nodes: 70, drives: 1 });
    await applyConfiguration({ kv: fixture.cluster.url, entries, owner: 'test' });
    expect(withoutRecord(await fixture.texts(''))).toEqual(expectedTexts('', entries));
    expect(await readState(fixture.cluster.url)).toMatchObject({ kind: 'applied', intact: true });
    expect((await again(entries)).requests).toBeLessThanOrEqual(7);
    await fixture.kv.transaction([{ verb: 'delete', key: 'm0_client_types' }], true);
    expect(await readState(fixture.cluster.url)).toMatchObject({ kind: 'applied', intact: false });
  });

  test('flags of keys stay when their values change', async () => {
    await applyConfiguration({ kv: fixture.cluster.url, entries: small, owner: 'test' });
    const drive = small.find(({ key }) => key.startsWith('m0conf/nodes/'))?.key ?? '';
    for (const key of [drive, 'hare_setup/apply'])
      await fixture.kv.put(key, (await fixture.kv.get(key))?.text ?? '', { flags: '4242' });
    const entries = small.map((entry) =>
      entry.key === drive ? { key: drive, value: 'other' } : entry,
    );
    await applyConfiguration({
      kv: fixture.cluster.url,
      entries,
      owner: 'test',
      replace: 'renumber',
    });
    for (const key of [drive, 'hare_setup/apply'])
      expect((await fixture.kv.get(key))?.flags).toBe('4242');
    expect((await fixture.kv.get(drive))?.text).toBe('other');
  });

  test('a key that a cluster wrote between the look and the write is not overwritten', async () => {
    const target = new ConsulTarget(place());
    const read = target.read.bind(target);
    let isFirst = true;
    target.read = async (names) => {
      const snapshot = await read(names);
      if (isFirst) await fixture.kv.put('leader', 'ssc-1');
      isFirst = false;
      return snapshot;
    };
    await applyConfiguration({ kv: target, entries: small, owner: 'test' });
    expect((await fixture.kv.get('leader'))?.text).toBe('ssc-1');
    expect(await readState(fixture.cluster.url)).toMatchObject({ kind: 'applied', intact: true });
  });
});

describe.skipIf(program === undefined)("a token that may read and write Hare's keys only", () => {
  test('is enough, whatever else is there; a KV that it may not read is said to be denied', async () => {
    const { startConsul } = await import('@hare/real-consul');
    const cluster = await startConsul({ binary: program?.binary ?? '', acl: true });
    try {
      const all = ConsulKv.at(cluster.address, { token: cluster.token });
      for (const key of ['vault/x', 'leaders', 'leader/x', 'epoch2', 'm0conf-of-others/x'])
        await all.put(key, 'theirs');
      const folders = [
        'm0conf/',
        'ports/',
        'last_base_fid_key/',
        'last_dynamic_fid_key/',
        'bytecount/',
        'hare_setup/',
      ];
      const keys = [...new Set(small.map(({ key }) => key))].filter(
        (key) => !folders.some((folder) => key.startsWith(folder)),
      );
      const rules = [
        ...folders.map((folder) => `key_prefix "${folder}" { policy = "write" }`),
        ...keys.map((key) => `key "${key}" { policy = "write" }`),
      ];
      const token = await cluster.tokenFor(
        `${rules.join('\n')}\nsession_prefix "" { policy = "write" }`,
      );
      const apply = (given: string): Promise<unknown> =>
        applyConfiguration({
          kv: cluster.url,
          entries: small,
          owner: 'test',
          consul: { token: given },
        });
      expect(await apply(token)).toMatchObject({ unchanged: false });
      expect(await apply(token)).toMatchObject({ unchanged: true });
      expect(await readState(cluster.url, { token })).toMatchObject({
        kind: 'applied',
        intact: true,
      });
      const partial = await cluster.tokenFor('key_prefix "hare_setup/" { policy = "read" }');
      await expect(readState(cluster.url, { token: partial })).rejects.toMatchObject({
        code: 'CONSUL_PERMISSION_DENIED',
      });
      await expect(apply(partial)).rejects.toMatchObject({ code: 'CONSUL_PERMISSION_DENIED' });
    } finally {
      await cluster.stop();
    }
  });
});
