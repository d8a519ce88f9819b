import { schemaFaults } from '@hare/sandbox';
import { expect, test } from 'vitest';
import type { LastRun } from './last-runs.js';
import type { StatusReport } from './status-report.js';
import { statusSchema } from './status-schema.js';
import { statusText, type StatusTextOptions } from './status-text.js';

const colors = new Proxy({}, { get: () => (text: string) => text }) as StatusTextOptions['colors'];
const text = (report: StatusReport, verbose = false): string =>
  statusText(report, { colors, columns: 80, verbose });
const failed = (stage: string): LastRun => ({
  stage,
  state: 'ended',
  time: '2026-01-01T00:00:00.000Z',
  pid: 1,
  durationMs: 1234,
  outcome: 'failed',
  exitCode: 1,
  changed: [],
  failed: [`services: ${'a long reason '.repeat(20)}\nin two lines`],
  refused: { time: '2026-01-02T00:00:00.000Z', reason: 'another stage is running' },
});
const stageNames = [
  ...['post_install', 'prepare', 'config', 'init', 'test', 'pre_upgrade', 'upgrade'],
  ...['post_upgrade', 'reset', 'cleanup', 'backup', 'restore', 'support_bundle'],
];

const worst: StatusReport = {
  schema: 'hare.status/1',
  time: '2026-01-01T00:00:00.000Z',
  state: 'degraded',
  about: 'the cluster runs with 40 faults',
  next: 'hctl status -d',
  cluster: { file: '/var/lib/hare/cluster.yaml', nodes: 40, services: 200, devices: 4000 },
  config: { url: 'json:///tmp/c.json', cdf: '/var/lib/hare/cluster.yaml', kv: 'consul://h/' },
  findings: Array.from({ length: 40 }, (_, at) => ({
    severity: 'failure',
    text: `node-${at}.data.private: service ioservice 0x7200000000000001:0x${at} is not running (offline)`,
  })),
  stages: stageNames.map((name) => failed(name)),
  unreadable: [{ what: 'the journal', reason: 'permission denied' }],
};

test('the longest status fits 25 lines of 80 columns; -v cuts nothing', () => {
  const lines = text(worst).trimEnd().split('\n');
  expect(lines.length).toBeLessThanOrEqual(24);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
  expect(text(worst)).toMatch(/^and \d+ more/m);
  expect(text(worst, true)).toContain('node-39.data.private');
  expect(text(worst, true)).toContain('in two lines; refused 2026-01-02 00:00 UTC');
});

test('it begins with the state and ends with the next step', () => {
  expect(text(worst)).toMatch(/^degraded: /);
  expect(text(worst)).toMatch(/\nnext: hctl status -d\n$/);
});

test('faults name the page that shows them all', () => {
  const findings = worst.findings.slice(0, 2);
  expect(text(worst)).toMatch(/^and \d+ more \(-v prints all; as a page: hare_setup report\)$/m);
  expect(text({ ...worst, findings, stages: [] })).toMatch(/^as a page: hare_setup report$/m);
  expect(text({ ...worst, findings: [] })).not.toContain('as a page');
});

test('stages that have not run share a line', () => {
  const never = stageNames.map((name) => ({ stage: name, state: 'never' as const }));
  const { cluster: _, config: __, next: ___, ...report } = worst;
  expect(
    text({
      ...report,
      state: 'not configured',
      about: 'a',
      findings: [],
      unreadable: [],
      stages: never,
    }),
  ).toBe(`not configured: a
not run: post_install, prepare, config, init, test, pre_upgrade, upgrade,
         post_upgrade, reset, cleanup, backup, restore, support_bundle
`);
});

test('the report is as its schema says', () => {
  expect(schemaFaults(statusSchema(), worst)).toEqual([]);
  expect(schemaFaults(statusSchema(), { ...worst, state: 'fine' })).not.toEqual([]);
});
