import { rmSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runStageInProcess } from '@hare/stage/testing';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { config } from './stage.js';

const golden = fileURLToPath(
  new URL('../../cdf/fixtures/golden/node/01-one-node/', import.meta.url),
);
let folder: string;
let facts: { readonly machine_id: string; readonly kv: Record<string, Record<string, unknown>> };

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hare-config-facts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  facts = JSON.parse(await readFile(path.join(golden, 'facts.json'), 'utf8')) as typeof facts;
  await mkdir(path.join(folder, 'etc'));
  await writeFile(path.join(folder, 'etc/machine-id'), `${facts.machine_id}\n`);
});

async function configHere(clusterRuns: boolean): ReturnType<typeof runStageInProcess> {
  const hctl = path.join(folder, 'hctl');
  await writeFile(
    hctl,
    clusterRuns ? '#!/bin/sh\nexit 0\n' : '#!/bin/sh\necho "Cluster is not running" >&2\nexit 1\n',
  );
  await chmod(hctl, 0o755);
  await writeFile(path.join(folder, 'facts.json'), JSON.stringify(facts));
  const argv = [
    '--root',
    folder,
    '--config',
    `json://${golden}confstore.json`,
    '--facts',
    path.join(folder, 'facts.json'),
  ];
  return runStageInProcess(config, {
    argv,
    env: { PATH: process.env['PATH'] ?? '', HARE_HCTL: hctl },
  });
}

const cdf = (): Promise<string> => readFile(path.join(folder, 'var/lib/hare/cluster.yaml'), 'utf8');

function changeMemory(): void {
  facts.kv['data-1/facts'] = { processorcount: 8, memorysize_mb: 20000 };
}

test('facts of the last dialect come from the facts file into a CDF 2022', async () => {
  const result = await configHere(false);
  expect(result, result.stderr).toMatchObject({ exitCode: 0 });
  expect(await cdf()).toContain('memorysize_mb: 15884.5');
});

test('a CDF that differs in facts only is kept while the cluster runs, with a warning', async () => {
  await configHere(false);
  const before = await cdf();
  changeMemory();
  const { report } = await configHere(true);
  expect(report.outcome).toBe('unchanged');
  expect(report.steps.find(({ id }) => id === 'cdf')?.warnings?.join()).toContain(
    'not changed, because the cluster is running',
  );
  expect(await cdf()).toBe(before);
});

test('it is replaced while the cluster is down', async () => {
  await configHere(false);
  changeMemory();
  expect((await configHere(false)).report.outcome).toBe('changed');
  expect(await cdf()).toContain('memorysize_mb: 20000');
});

test('what this machine does not know about itself is an error at once, also with a KV that others write to', async () => {
  const argv = [
    '--root',
    folder,
    '--config',
    `json://${golden}confstore.json`,
    '--kv',
    `json://${path.join(folder, 'kv.json')}`,
  ];
  const { exitCode, stdout, stderr } = await runStageInProcess(config, {
    argv,
    env: { PATH: process.env['PATH'] ?? '' },
  });
  expect(exitCode).toBe(1);
  expect(stdout + stderr).toContain('/dev/sdc');
});
