import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseCdf } from '@hare/cdf';
import { expect, test } from 'vitest';
import { createHctl, type ClusterStatus } from '@hare/hctl';
import { compareStatus } from './compare-status.js';
import { expectedServices } from './expected-services.js';
import { formatFinding } from './finding.js';

/** What Hare's own status program answered about three nodes, and the description of these. */
const read = (name: string): string =>
  readFileSync(
    fileURLToPath(new URL(`../../../hctl/fixtures/three-nodes-online/${name}`, import.meta.url)),
    'utf8',
  );
const { model } = await parseCdf(read('cdf.yaml'), 'cdf.yaml');
/** The status as hctl's words are read. */
async function statusOf(stdout: string): Promise<ClusterStatus> {
  const answer = await createHctl({
    binary: 'hctl',
    run: async (command) =>
      Promise.resolve({
        command,
        stdout,
        stderr: '',
        exitCode: 0,
        signal: undefined,
        timedOut: false,
        durationMs: 1,
      }),
    timeouts: { status: 1, bootstrap: 1, shutdown: 1 },
  }).statusJson();
  if (answer.kind === 'not-running') throw new Error('hctl said that nothing runs');
  return answer.status;
}

const healthy = await statusOf(read('status.json'));
const failures = (status: ClusterStatus): string[] =>
  compareStatus(model, status)
    .filter(({ severity }) => severity === 'failure')
    .map(formatFinding);

test('the answer of a healthy cluster has no difference, and not even a warning', () => {
  expect(compareStatus(model, healthy)).toEqual([]);
});

const required = new Set(
  expectedServices(model)
    .filter(({ need }) => need === 'required')
    .map(({ fid }) => fid),
);
const services = healthy.nodes.flatMap((node) =>
  node.svcs.map((service) => [node.name, service.name, service.fid] as const),
);

function withService(
  fid: string,
  change: Partial<ClusterStatus['nodes'][number]['svcs'][number]>,
): ClusterStatus {
  return {
    ...healthy,
    nodes: healthy.nodes.map((node) => ({
      ...node,
      svcs: node.svcs.map((service) => (service.fid === fid ? { ...service, ...change } : service)),
    })),
  };
}

test.each(services)('%s: a bad %s %s is named', (node, name, fid) => {
  if (required.has(fid)) {
    for (const status of ['offline', 'unknown'])
      expect(failures(withService(fid, { status }))).toEqual([
        `${node}: service ${name} ${fid} is not running (${status})`,
      ]);
    const without = {
      ...healthy,
      nodes: healthy.nodes.map((each) => ({
        ...each,
        svcs: each.svcs.filter((service) => service.fid !== fid),
      })),
    };
    expect(failures(without)).toEqual([`${node}: service ${name} ${fid} is missing`]);
  }
  // A client that an administrator starts may be in any state, but under its name.
  expect(failures(withService(fid, { name: 'mystery' }))).toContain(
    `${node}: service mystery ${fid} is not in the description (started)`,
  );
});

const devices = (healthy.devices ?? []).flatMap(({ nodeName, devs }) =>
  devs.map(({ name }) => [nodeName, name] as const),
);

test.each(devices)('%s: a bad %s is named', (node, name) => {
  for (const status of [
    'offline',
    'failed',
    'repairing',
    'repaired',
    'rebalancing',
    'dtm_recovering',
  ]) {
    const bad = (healthy.devices ?? []).map((each) =>
      each.nodeName === node
        ? {
            ...each,
            devs: each.devs.map((device) =>
              device.name === name ? { ...device, status } : device,
            ),
          }
        : each,
    );
    expect(failures({ ...healthy, devices: bad })).toEqual([
      `${node}: device ${name} is not online (${status})`,
    ]);
  }
});

test.each([null, undefined])(
  'a state that is %s is one that is not known, of the service or device that has it',
  async (status) => {
    const answer = JSON.parse(read('status.json')) as {
      readonly nodes: { readonly svcs: object[] }[];
      readonly devices: { readonly devs: object[] }[];
      readonly filesystem: { stats: unknown };
    };
    Object.assign(answer.nodes[1]?.svcs[1] ?? {}, { status });
    Object.assign(answer.devices[2]?.devs[0] ?? {}, { status });
    answer.filesystem.stats = null;
    expect(failures(await statusOf(JSON.stringify(answer)))).toEqual([
      'data-2: service ioservice 0x7200000000000001:0x6 is not running (unknown)',
      'data-3: device /dev/sdc is not online (unknown)',
    ]);
  },
);
