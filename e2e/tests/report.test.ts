import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { schemaFaults, snapshot } from '@hare/sandbox';
import { expect, test } from 'vitest';
import { runBin } from '../src/run-bin.js';
import { withSandbox } from '../src/with-sandbox.js';

const secret = 'hunter2-of-the-report';

test('report writes the page before and after a run, without secrets, and changes nothing else', async () => {
  const machine = withSandbox({ packageManager: 'dpkg' });
  const { root, setup } = machine;
  writeFileSync(path.join(root, 'etc/hosts'), '127.0.0.1 srvnode-1.data.private\n');
  mkdirSync(path.join(root, 'tmp'));
  const confStore = path.join(machine.folder, 'secret.json');
  const facts = JSON.parse(
    readFileSync(new URL(machine.url.replace('json:', 'file:')), 'utf8'),
  ) as {
    readonly [key: string]: unknown;
  };
  writeFileSync(confStore, JSON.stringify({ ...facts, bmc: { password: secret } }));
  const page = path.join(machine.folder, 'page.html');
  const before = snapshot(root);
  const first = await setup(
    'report',
    ...[
      '--config',
      `json://${confStore}`,
      '--kv',
      `json://${path.join(machine.folder, 'kv.json')}`,
      '-o',
      page,
    ],
  );
  expect(first.exitCode, first.stderr).toBe(0);
  expect(first.stdout).toBe(`${page}: written\n`);
  expect(snapshot(root)).toEqual(before);
  const text = readFileSync(page, 'utf8');
  expect(text).toContain('5 devices will be FORMATTED');
  expect(text).toContain('(config will write it)');
  expect(text).toContain('srvnode-1.data.private');
  expect(text).toContain('No stage ran on this machine yet.');
  expect(text.includes(secret)).toBe(false);

  await setup('post_install');
  const { exitCode, stdout } = await setup('report', '--json');
  expect(exitCode).toBe(0);
  expect(stdout.includes(secret)).toBe(false);
  const data = JSON.parse(stdout) as {
    readonly journal: readonly { readonly stage: string; readonly steps?: readonly unknown[] }[];
    readonly missing: readonly { readonly part: string; readonly hint?: string }[];
  };
  expect(data.journal.at(-1)).toMatchObject({ stage: 'post_install' });
  expect(data.journal.at(-1)?.steps?.length).toBeGreaterThan(2);
  expect(data.missing).toEqual([
    expect.objectContaining({ part: 'cluster', hint: expect.stringContaining('config') as string }),
  ]);
  expect(existsSync('hare-report.html')).toBe(false);
});

test('report --json is as the published schema says, before and after a run', async () => {
  const { setup, url, env } = withSandbox();
  const schema = JSON.parse(
    (await runBin('hare_setup', ['schema', 'cluster-report'], env)).stdout,
  ) as object;
  const before = await setup('report', '--config', url, '--json');
  for (const args of [['post_install'], ['config', '--config', url], ['init', '--keep-running']]) {
    const { exitCode, stdout, stderr } = await setup(...args);
    expect(exitCode, stdout + stderr).toBe(0);
  }
  const after = await setup('report', '--json');
  for (const { stdout, stderr } of [before, after])
    expect(schemaFaults(schema, JSON.parse(stdout)), stderr).toEqual([]);
  expect(JSON.parse(after.stdout)).toMatchObject({
    missing: [],
    live: { state: 'running' },
    cluster: { view: { disks: expect.any(Number) as number } },
  });
  const { journal, ...rest } = JSON.parse(after.stdout) as { readonly journal: readonly object[] };
  expect(schemaFaults(schema, { ...rest, journal: [{ ...journal[0], surprise: 1 }] })).not.toEqual(
    [],
  );
});
