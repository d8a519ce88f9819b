import { schemaFaults } from '@hare/sandbox';
import type { Effect, StageReport } from '@hare/stage';
import type { StageForecast } from '@hare/stage/forecast';
import { expect, test } from 'vitest';
import { makePlan } from './make-plan.js';
import { planSchema } from './plan-schema.js';
import { planHints, planText } from './plan-text.js';

const colors = new Proxy({}, { get: () => (text: string) => text }) as Parameters<
  typeof planText
>[1]['colors'];
const report = (stage: string, more: Partial<StageReport> = {}): StageReport => ({
  schema: 'hare.stage-report/1',
  stage,
  outcome: 'unchanged',
  exitCode: 0,
  dryRun: true,
  started: '2026-01-01T00:00:00.000Z',
  durationMs: 1,
  host: 'h',
  steps: [],
  counts: { ok: 0, changed: 0, wouldChange: 0, deferred: 0, skipped: 0, failed: 0 },
  ...more,
});
const forecast = (
  stage: string,
  effects: readonly Effect[],
  more: Partial<StageReport> = {},
): StageForecast => ({ report: report(stage, more), effects, warnings: [] });
const plan = (...stages: readonly StageForecast[]): ReturnType<typeof makePlan> =>
  makePlan({ host: 'h', time: new Date(0), config: 'json:///c.json', stages });
const device = (path: string, more: Partial<Extract<Effect, { kind: 'device' }>> = {}): Effect => ({
  kind: 'device',
  node: 'n',
  path,
  role: 'data',
  action: 'keep',
  because: 'prepare only checks it',
  problems: [],
  ...more,
});
const mounted = {
  path: '/dev/sdb',
  opened: '/dev/sdb',
  kind: 'block',
  realPath: '/dev/sdb',
  number: '8:16',
  identity: { serial: 'S1', sizeBytes: 1024 ** 3 },
  uses: [{ kind: 'mount', device: 'sdb1', at: '/mnt' }],
  busy: true,
  signatures: ['gpt'],
} as const;

test('of a device that several stages name, the last word counts; what is on it now stands beside it', () => {
  const made = plan(
    forecast('prepare', [device('/dev/sdb', { state: mounted })]),
    forecast('init', [
      device('/dev/sdb', { state: mounted, action: 'refuse', because: 'is mounted: /mnt (sdb1)' }),
    ]),
  );
  expect(made.devices).toEqual([
    {
      stage: 'init',
      node: 'n',
      path: '/dev/sdb',
      role: 'data',
      action: 'refuse',
      because: 'is mounted: /mnt (sdb1)',
      now: {
        kind: 'block',
        sizeBytes: 1024 ** 3,
        serial: 'S1',
        signatures: ['gpt'],
        uses: ['mounted at /mnt'],
      },
    },
  ]);
  expect(planText(made, { colors, verbose: false })).toContain(
    '  /dev/sdb  data, 1.0 GiB, serial S1, has signature gpt, mounted at /mnt\n    REFUSED: is mounted: /mnt (sdb1)\n',
  );
});

test('a stage that would fail is a problem with its hint, the ones behind it are not reached, and the exit code is 1', () => {
  const failed = {
    exitCode: 1,
    outcome: 'failed',
    steps: [
      {
        id: 'hctl',
        title: 'Find hctl',
        outcome: 'failed',
        durationMs: 0,
        reason: 'hctl not found',
        code: 'HCTL_NOT_FOUND',
        hint: 'install cortx-hare',
        findings: ['a', 'b'],
      },
    ],
  } as const;
  const made = plan(
    forecast('post_install', [], failed),
    forecast('config', [{ kind: 'file', path: '/c', change: 'new', text: 'x\n' }]),
  );
  expect(made).toMatchObject({
    exitCode: 1,
    stages: [
      {
        outcome: 'fail',
        problems: [{ step: 'hctl', reason: 'hctl not found', hint: 'install cortx-hare' }],
      },
      { outcome: 'blocked' },
    ],
  });
  const text = planText(made, { colors, verbose: false });
  expect(text).toContain(
    'post_install: would FAIL\n  problem: hctl not found [HCTL_NOT_FOUND]\n    - a\n    - b\n    hint: install cortx-hare\n',
  );
  expect(text).toContain('config: not reached: an earlier stage would fail\n  new      /c\n');
  expect(planHints(made, { verbose: false, file: undefined })).toMatch(
    /^nothing was changed; post_install would fail$/m,
  );
});

test('files, keys and starts are counted; with -v diffs, keys and services are listed', () => {
  const made = plan(
    forecast('config', [
      { kind: 'file', path: '/a', change: 'changed', before: 'one\ntwo\n', text: 'one\n2\n' },
      { kind: 'file', path: '/b', change: 'unchanged', text: 'x' },
      { kind: 'file', path: '/c', change: 'removed' },
      { kind: 'keys', kv: 'consul://h/', added: ['k1', 'k2'], changed: ['k3'], removed: [] },
    ]),
    forecast('init', [
      device('/dev/sdc', { action: 'format', because: 'format: the devices were never formatted' }),
      {
        kind: 'cluster',
        mkfs: true,
        because: 'format: the devices were never formatted',
        services: ['n: hax', 'n: confd'],
        staysUp: false,
      },
    ]),
  );
  expect(schemaFaults(planSchema(), JSON.parse(JSON.stringify(made)))).toEqual([]);
  const short = planText(made, { colors, verbose: false });
  expect(short).toContain(
    'plan: files new=0 changed=1 removed=1 unchanged=1; keys added=2 changed=1 removed=0; cluster starts=1\n1 device will be FORMATTED: all data on it will be lost\n',
  );
  expect(short).not.toContain('+2');
  expect(short.indexOf('FORMAT: the devices were never formatted')).toBeLessThan(
    short.indexOf('config: would change'),
  );
  expect(planHints(made, { verbose: false, file: '/tmp/my plan' })).toMatch(
    /^nothing was changed; to do exactly this: hare_setup run '\/tmp\/my plan'$/m,
  );
  const long = planText(made, { colors, verbose: true });
  for (const line of ['    -two', '    +2', '    + k1', '    ~ k3', '    n: confd'])
    expect(long.split('\n')).toContain(line);
});
