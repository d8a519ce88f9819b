import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HareError } from '@hare/base';
import type { BootstrapOptions, Hctl } from '@hare/hctl';
import { expect, onTestFinished, test } from 'vitest';
import type { StageContext } from '@hare/stage';
import { bootstrapFromKv } from './bootstrap-from-kv.js';
import type { ClusterSession } from '../cluster-session.js';

const source = { configDir: '/var/lib/hare' };

/** A KV that answers once hctl has started Consul: until then its file cannot be read. */
function makeCluster(
  content: Readonly<Record<string, string>>,
  start: (options: BootstrapOptions) => Promise<void>,
): { readonly session: ClusterSession; readonly hctl: Hctl; readonly calls: BootstrapOptions[] } {
  const folder = mkdtempSync(path.join(tmpdir(), 'hare-from-kv-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'kv.json');
  writeFileSync(file, '{');
  const calls: BootstrapOptions[] = [];
  const context = {
    kvUrl: `json://${file}`,
    sleep: () => delay(1),
    signal: new AbortController().signal,
  } as unknown as StageContext;
  const session = {
    context,
    cdf: () => Promise.resolve({ model: { nodes: [], pools: [] } }),
  } as unknown as ClusterSession;
  const bootstrap = (options: BootstrapOptions): Promise<void> => {
    calls.push(options);
    writeFileSync(file, JSON.stringify(content));
    return start(options);
  };
  return { session, hctl: { bootstrap } as Hctl, calls };
}

/** Waits without a limit, as hctl does, until it is ended. */
const waitForEver = ({ signal }: BootstrapOptions): Promise<void> =>
  new Promise((_, reject) =>
    signal?.addEventListener('abort', () => reject(new HareError('HCTL_KILLED', 'it was ended'))),
  );

test('a bootstrap whose Consul comes up without a configuration is ended', async () => {
  const { session, hctl, calls } = makeCluster({ epoch: '1' }, waitForEver);
  expect(await bootstrapFromKv(session, hctl, source)).toBe('kv-empty');
  expect(calls.map(({ mkfs }) => mkfs)).toEqual([false]);
});

test('one whose Consul has it goes on to its end', async () => {
  const { session, hctl } = makeCluster(
    { 'm0conf/nodes/0x6e00000000000001:0x0': '{}' },
    ({ signal }) => delay(100, undefined, { signal }),
  );
  expect(await bootstrapFromKv(session, hctl, source)).toBe('started');
});

test('one that fails by itself is a failure', async () => {
  const { session, hctl } = makeCluster({ 'm0conf/nodes/0x6e00000000000001:0x0': '{}' }, () =>
    Promise.reject(new HareError('HCTL_BOOTSTRAP_FAILED', 'no')),
  );
  await expect(bootstrapFromKv(session, hctl, source)).rejects.toMatchObject({
    code: 'HCTL_BOOTSTRAP_FAILED',
  });
});

test('of a description hctl makes its own configuration: its KV is not looked at', async () => {
  const { session, hctl, calls } = makeCluster({}, () => delay(20));
  expect(await bootstrapFromKv(session, hctl, { cdf: '/srv/cluster.yaml' })).toBe('started');
  expect(calls[0]?.signal).toBeUndefined();
});
