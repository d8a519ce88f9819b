import { consulForTests } from '@hare/real-consul';
import type { KvOperation } from '@hare/consul';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applyConfiguration, type ApplyOptions } from '../src/apply/apply-configuration.js';
import type { ApplyReport } from '../src/apply/apply-report.js';
import { ConsulTarget } from '../src/apply/consul-target.js';
import { readState } from '../src/apply/read-state.js';
import { startFixture, type ConsulFixture } from './consul-fixture.js';
import { sampleConfiguration } from './sample-configuration.js';

const program = await consulForTests();
const entries = sampleConfiguration({ nodes: 40, drives: 2 });
const other = sampleConfiguration({ nodes: 40, drives: 2, variant: 'other' });

describe.skipIf(program === undefined)('many that apply to one real Consul', () => {
  let fixture: ConsulFixture;
  beforeAll(async () => {
    fixture = await startFixture(program, 1);
  });
  afterAll(async () => fixture.stop());
  beforeEach(async () => fixture.cluster.clear());

  /** A client that counts how often it reads the keys. */
  const client = (): { readonly target: ConsulTarget; readonly reads: () => number } => {
    const target = new ConsulTarget({
      url: 'consul:',
      authority: fixture.cluster.address,
      path: '/',
    });
    let reads = 0;
    const send = target.kv.http.send.bind(target.kv.http);
    target.kv.http.send = (request) => {
      if (`${request.path} ${String(request.body)}`.match(/"get-tree","Key":"m0conf\/|recurse/))
        reads += request.path.startsWith('kv/hare_setup/') ? 0 : 1;
      return send(request);
    };
    return { target, reads: () => reads };
  };
  const apply = async (
    more: Partial<ApplyOptions> = {},
  ): Promise<{ readonly report: ApplyReport; readonly reads: number }> => {
    const { target, reads } = client();
    const report = await applyConfiguration({ kv: target, entries, owner: 'test', ...more });
    await target.close();
    return { report, reads: reads() };
  };
  /** As the stage config does: a look, and a change if there is something to change. */
  const config = async (
    more: Partial<ApplyOptions> = {},
  ): Promise<{ readonly isWriter: boolean; readonly reads: number }> => {
    const { target, reads } = client();
    const call = { kv: target, entries, owner: 'test', ...more };
    try {
      const { unchanged } = await applyConfiguration({ ...call, dryRun: true, takesTurn: true });
      const report = await applyConfiguration(call);
      expect(report.unchanged).toBe(unchanged);
      return { isWriter: !unchanged, reads: reads() };
    } finally {
      await target.close();
    }
  };
  const put = (key: string, text: string): Promise<boolean> => fixture.kv.put(key, text);
  const remove = (key: string): Promise<unknown> =>
    fixture.kv.transaction([{ verb: 'delete', key }], true);
  const removeBelow = (prefix: string): Promise<unknown> =>
    fixture.kv.http.send({
      method: 'DELETE',
      path: `kv/${prefix}?recurse=`,
      repeatable: true,
      where: {},
    });
  /** What Consul does when the time of a session is over. */
  const endSession = (id: string): Promise<unknown> =>
    fixture.kv.http.send({
      method: 'PUT',
      path: `session/destroy/${id}`,
      repeatable: true,
      where: {},
    });
  const pool = 'm0conf/pools/0x6f00000000000001:0x0';

  test.each([
    ['the first configuration', undefined, false],
    ['another configuration instead of one that is there', other, true],
  ])('%s: one writes, the others never read the keys', async (_what, before, replace) => {
    if (before !== undefined) await apply({ entries: before });
    const clients = await Promise.all(Array.from({ length: 30 }, () => config({ replace })));
    expect(clients.filter(({ isWriter }) => isWriter)).toHaveLength(1);
    expect(clients.filter(({ isWriter, reads }) => !isWriter && reads > 0)).toEqual([]);
    expect(clients.reduce((sum, { reads }) => sum + reads, 0)).toBeLessThanOrEqual(5);
    expect(await readState(fixture.cluster.url)).toMatchObject({ kind: 'applied', intact: true });
    // Whoever comes later reads nothing either, whatever others do in the same Consul.
    await put('vault/core', 'theirs');
    await put('ssc-1/facts', '{}');
    expect(await config({ replace })).toEqual({ isWriter: false, reads: 0 });
  });

  test('of two configurations one wins; all of the other are refused, with replace too', async () => {
    for (const replace of [false, true] as const) {
      await fixture.cluster.clear();
      const outcomes = await Promise.allSettled(
        Array.from({ length: 10 }, (_, place) =>
          config({ entries: place % 2 === 0 ? entries : other, replace }),
        ),
      );
      const codes = outcomes.map((outcome) =>
        outcome.status === 'fulfilled' ? 'done' : (outcome.reason as { code?: string }).code,
      );
      expect(codes.filter((code) => code === 'done')).toHaveLength(5);
      expect(codes.filter((code) => code === 'APPLY_DIFFERENT')).toHaveLength(5);
    }
  });

  test('a client that is gone before it writes holds up nobody for longer than its session lasts', async () => {
    const { target } = client();
    const call = { kv: target, entries, owner: 'gone', dryRun: true, takesTurn: true };
    expect(await applyConfiguration(call)).toMatchObject({ unchanged: false });
    const waiting = config();
    const held = (await fixture.kv.get('hare_setup/lock'))?.session ?? '';
    await endSession(held);
    expect(await waiting).toMatchObject({ isWriter: true });
    // It goes on after all: its turn is over, and it finds the work done.
    expect(await applyConfiguration({ ...call, dryRun: false })).toMatchObject({ unchanged: true });
  });

  test('a client whose turn is over while it still believes in it does not write over another', async () => {
    const { target } = client();
    const call = { kv: target, entries: other, owner: 'slow', replace: true } as const;
    await applyConfiguration({ ...call, dryRun: true, takesTurn: true });
    const read = target.read.bind(target);
    let isFirst = true;
    target.read = async (names) => {
      const snapshot = await read(names);
      if (isFirst) {
        isFirst = false;
        const held = (await fixture.kv.get('hare_setup/lock'))?.session ?? '';
        await endSession(held);
        expect(await config()).toMatchObject({ isWriter: true });
      }
      return snapshot;
    };
    await expect(applyConfiguration(call)).rejects.toMatchObject({ code: 'APPLY_DIFFERENT' });
    expect(await readState(fixture.cluster.url)).toMatchObject({ intact: true, generation: 1 });
    expect((await fixture.kv.get(pool))?.text).toBe('tier1');
  });

  test('a client whose turn is over, and that nobody overtook, takes another one', async () => {
    const { target } = client();
    const call = { kv: target, entries, owner: 'slow' };
    await applyConfiguration({ ...call, dryRun: true, takesTurn: true });
    const held = (await fixture.kv.get('hare_setup/lock'))?.session ?? '';
    await endSession(held);
    const report = await applyConfiguration(call);
    expect(report).toMatchObject({ unchanged: false, generation: 1 });
    expect(report.deadWriter).toBeUndefined();
  });

  test('whoever waits stops when it is told to', async () => {
    const { target } = client();
    await applyConfiguration({ kv: target, entries, owner: 'x', dryRun: true, takesTurn: true });
    const stop = new AbortController();
    const reason = new Error('interrupted');
    const waiting = apply({ signal: stop.signal, log: () => stop.abort(reason) });
    await expect(waiting).rejects.toBe(reason);
    await target.close();
  });

  test('a refused client gives its turn back at once', async () => {
    await apply();
    const reversed = sampleConfiguration({ nodes: 40, drives: 2, reversed: true });
    await expect(apply({ entries: reversed, replace: true })).rejects.toMatchObject({
      code: 'APPLY_RENUMBERS',
    });
    expect(await fixture.kv.get('hare_setup/lock')).toBeUndefined();
  });

  const moves: readonly (readonly [
    what: string,
    isChanged: boolean,
    act: () => Promise<unknown>,
  ])[] = [
    ['a value is another', true, () => put(pool, 'x')],
    ['a value was another for a while', false, () => put(pool, 'x').then(() => put(pool, 'tier1'))],
    ['a key is gone', true, () => remove(pool)],
    ['a key was gone for a while', false, () => remove(pool).then(() => put(pool, 'tier1'))],
    ['a key more', true, () => put('m0conf/pools/more', 'x')],
    [
      'a key more that is gone again',
      false,
      () => put('m0conf/x', '').then(() => remove('m0conf/x')),
    ],
    ['a port is another', true, () => put('ports/ssc-1/hax', '{}')],
    ['a port is gone', true, () => remove('ports/ssc-1/hax')],
    ['all ports are gone', true, () => removeBelow('ports/')],
    ['a port more', true, () => put('ports/ssc-x/hax', '{}')],
    ['a host name is gone', true, () => remove('ssc-1')],
    ['a host name is another', true, () => put('ssc-1', 'x')],
    ['a counter of fids is another', true, () => put('last_base_fid_key/sdev', '1')],
    ['a counter of fids is gone', true, () => remove('last_base_fid_key/sdev')],
    ['a counter of fids more', true, () => put('last_base_fid_key/x', '1')],
    ['the types of clients are gone', true, () => remove('m0_client_types')],
    ['a key that a cluster owns is gone', true, () => remove('epoch')],
    ['a folder that a cluster owns is gone', true, () => removeBelow('bytecount/')],
    ['all below m0conf/ is gone', true, () => removeBelow('m0conf/')],
    ['all below a shorter prefix is gone', true, () => removeBelow('m0c')],
    [
      'a shorter prefix is gone, after single keys of it were',
      true,
      () => remove(pool).then(() => removeBelow('m0')),
    ],
    ['the seal is a key', false, () => put('hare_setup/seal', '')],
    [
      'another seal was made',
      false,
      () => put('hare_setup/seal', '').then(() => remove('hare_setup/seal')),
    ],
    ['the record is gone', true, () => remove('hare_setup/apply')],
  ];

  test.each(moves)('%s: noticed, and put right', async (_what, isChanged, act) => {
    await apply();
    expect(await apply()).toMatchObject({ report: { unchanged: true }, reads: 0 });
    await act();
    const { report, reads } = await apply();
    expect({ unchanged: report.unchanged, isRead: reads > 0 }).toEqual({
      unchanged: !isChanged,
      isRead: true,
    });
    expect(await readState(fixture.cluster.url)).toMatchObject({ kind: 'applied', intact: true });
    if (isChanged) expect(await apply()).toMatchObject({ report: { unchanged: true }, reads: 0 });
  });

  const rewriteRecord = async (
    change: (record: Record<string, unknown>) => void,
  ): Promise<void> => {
    const record = JSON.parse((await fixture.kv.get('hare_setup/apply'))?.text ?? '') as Record<
      string,
      unknown
    >;
    change(record);
    await put('hare_setup/apply', JSON.stringify(record));
  };

  test.each<readonly [what: string, change: (record: Record<string, unknown>) => void]>([
    ['of an older release', (record) => delete record['sealedAt']],
    ['with an earlier seal', (record) => (record['sealedAt'] = Number(record['sealedAt']) - 1)],
    ['with a later seal', (record) => (record['sealedAt'] = 1e9)],
    [
      'with a seal that is no number',
      (record) => (record['sealedAt'] = String(record['sealedAt'])),
    ],
  ])('a record %s is no reason not to read', async (_what, change) => {
    await apply();
    await rewriteRecord(change);
    expect(await apply()).toMatchObject({ report: { unchanged: true }, reads: 1 });
    await put(pool, 'x');
    expect(await apply()).toMatchObject({ report: { changed: [pool] } });
  });

  test('a record of another configuration, or of another description, is not believed', async () => {
    await apply({ description: 'N=4' });
    expect(await apply({ description: 'N=4' })).toMatchObject({ reads: 0 });
    await expect(apply({ description: 'N=8' })).rejects.toMatchObject({ code: 'APPLY_DIFFERENT' });
    await expect(apply({ entries: other })).rejects.toMatchObject({ code: 'APPLY_DIFFERENT' });
  });

  test('what was copied to a Consul is read, though its record is as it was', async () => {
    await apply();
    const texts = await fixture.texts('');
    await fixture.cluster.clear();
    for (const [key, text] of texts) await put(key, key === pool ? 'x' : text);
    const { report, reads } = await apply();
    expect({ changed: report.changed, isRead: reads > 0 }).toEqual({
      changed: [pool],
      isRead: true,
    });
  });

  test('nor is a copied record believed whose seal happens to be the last index of the other Consul', async () => {
    await apply();
    const texts = await fixture.texts('');
    const record = JSON.parse(texts.get('hare_setup/apply') ?? '') as object;
    for (const [key, text] of texts) await put(`copy/${key}`, key === pool ? 'x' : text);
    const place = 'copy/hare_setup/apply';
    const indexOf = async (): Promise<number> => (await fixture.kv.get(place))?.modifyIndex ?? 0;
    let sealedAt = 0;
    // Consul's own entries come between now and then.
    while ((await indexOf()) !== sealedAt) {
      sealedAt = (await indexOf()) + 1;
      await put(place, JSON.stringify({ ...record, sealedAt }));
    }
    const kv = `${fixture.cluster.url}copy`;
    expect(await applyConfiguration({ kv, entries, owner: 'test' })).toMatchObject({
      changed: [pool],
    });
  });

  test('a Consul that was restarted, or restored, knows what was written and when', async () => {
    await apply();
    const [server] = fixture.cluster.servers;
    await server?.kill();
    await server?.restart();
    await fixture.cluster.settled();
    expect(await apply()).toMatchObject({ report: { unchanged: true }, reads: 0 });
    const save = async (): Promise<Buffer> =>
      (await fixture.kv.http.send({ method: 'GET', path: 'snapshot', repeatable: true, where: {} }))
        .body;
    const restore = (body: Buffer): Promise<unknown> =>
      fixture.kv.http.send({ method: 'PUT', path: 'snapshot', body, repeatable: true, where: {} });
    const good = await save();
    await put(pool, 'x');
    const bad = await save();
    await restore(good);
    expect(await apply()).toMatchObject({ report: { unchanged: true }, reads: 0 });
    expect((await fixture.kv.get(pool))?.text).toBe('tier1');
    await restore(bad);
    expect(await apply()).toMatchObject({ report: { changed: [pool] } });
    expect((await fixture.kv.get(pool))?.text).toBe('tier1');
  });

  /** Writes by hand right before the writer sends what `isNow` looks for. */
  const applyWhile = async (
    isNow: (operation: KvOperation) => boolean,
    act: () => Promise<unknown>,
  ): Promise<ApplyReport> => {
    const { target } = client();
    const send = target.kv.transaction.bind(target.kv);
    let isDone = false;
    target.kv.transaction = async (operations, repeatable) => {
      if (!isDone && operations.some(isNow)) {
        isDone = true;
        await act();
      }
      return send(operations, repeatable);
    };
    const report = await applyConfiguration({ kv: target, entries, owner: 'test' });
    expect(isDone).toBe(true);
    return report;
  };

  test('a key that somebody changes while the configuration is written is put right by the writer', async () => {
    const report = await applyWhile(
      ({ key, verb }) => key === 'hare_setup/seal' && verb === 'set',
      () => put(pool, 'x'),
    );
    expect(report).toMatchObject({ changed: [pool], deadWriter: 'resumed' });
    expect(await apply()).toMatchObject({ report: { unchanged: true }, reads: 0 });
  });

  test('a key that somebody changes after the writer read all, and before it says so, is noticed by the next', async () => {
    await applyWhile(
      (operation) =>
        operation.verb === 'set' &&
        operation.key === 'hare_setup/apply' &&
        operation.text.includes('"applied"'),
      () => put(pool, 'x'),
    );
    expect(await apply()).toMatchObject({ report: { changed: [pool] } });
    expect(await apply()).toMatchObject({ report: { unchanged: true }, reads: 0 });
  });
});
