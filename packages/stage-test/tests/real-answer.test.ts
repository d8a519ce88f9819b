import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runStageInProcess } from '@hare/stage/testing';
import { expect, onTestFinished, test } from 'vitest';
import { test as testStage } from '../src/stage.js';

/** What Hare's own status program answered about three nodes, and the description of these. */
const fixture = (name: string): string =>
  fileURLToPath(new URL(`../../hctl/fixtures/three-nodes-online/${name}`, import.meta.url));
const answer = readFileSync(fixture('status.json'), 'utf8');
interface Answer {
  nodes: { name: string; svcs: { name: string; fid: string; status: string }[] }[];
  devices: { node_name: string; devs: { name: string; status: string }[] }[];
}

/** Runs test on a machine whose hctl gives this answer. */
async function testOn(text: string): Promise<Awaited<ReturnType<typeof runStageInProcess>>> {
  const root = mkdtempSync(path.join(tmpdir(), 'hare-real-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const at = (relative: string): string => path.join(root, relative);
  for (const folder of ['var/lib/hare', 'etc']) mkdirSync(at(folder), { recursive: true });
  copyFileSync(fixture('cdf.yaml'), at('var/lib/hare/cluster.yaml'));
  writeFileSync(at('etc/hostname'), 'data-1\n');
  writeFileSync(at('answer.json'), text);
  writeFileSync(at('hctl'), `#!/bin/sh\nexec cat ${at('answer.json')}\n`);
  chmodSync(at('hctl'), 0o755);
  const env = {
    PATH: process.env['PATH'] ?? '',
    HARE_HCTL: at('hctl'),
    HARE_KV: `json://${at('kv.json')}`,
  };
  return runStageInProcess(testStage, { argv: ['--root', root], env });
}

test('the real answer of a healthy cluster is accepted as it stands', async () => {
  const result = await testOn(answer);
  expect(result, result.stdout).toMatchObject({ exitCode: 0, report: { outcome: 'unchanged' } });
  expect(
    result.report.steps
      .flatMap(({ warnings = [] }) => warnings)
      .filter((warning) => /device|service/.test(warning)),
  ).toEqual([]);
});

test.each([
  [
    'a service',
    (all: Answer) =>
      all.nodes.flatMap(({ name: node, svcs }) =>
        svcs
          .filter(({ name }) => name !== 'motr_client')
          .slice(0, 2)
          .map((service) => ({
            subject: service,
            status: 'offline',
            line: `${node}: service ${service.name} ${service.fid} is not running (offline)`,
          })),
      ),
  ],
  [
    'a device',
    (all: Answer) =>
      all.devices.flatMap(({ node_name: node, devs }) =>
        devs.slice(-2).map((device) => ({
          subject: device,
          status: 'failed',
          line: `${node}: device ${device.name} is not online (failed)`,
        })),
      ),
  ],
])('every difference in %s is named, all at once, and the test fails', async (_, pick) => {
  const all = JSON.parse(answer) as Answer;
  const bad = pick(all);
  for (const { subject, status } of bad) subject.status = status;
  const { exitCode, report } = await testOn(JSON.stringify(all));
  expect(exitCode).toBe(1);
  expect(report.steps.find(({ id }) => id === 'promises')?.findings).toEqual(
    bad.map(({ line }) => line),
  );
});
