import type { ClusterView, EnclosureView, PoolView } from '@hare/drawing';
import type { ReportData, ReportedRun } from '../../src/index.js';

const tb = 10 ** 12;
const time = '2026-11-30T08:15:02.123Z';

export interface SampleOptions {
  readonly nodes: number;
  readonly disks?: number;
  readonly storageSets?: number;
  /** Part of every text that comes from outside. */
  readonly outside?: string;
}

/** A report of a cluster with nodes, two controllers each, and something in every section. */
export function sampleReport({
  nodes,
  disks = 16,
  storageSets = Math.max(1, Math.ceil(nodes / 16)),
  outside = '',
}: SampleOptions): ReportData {
  const view = sampleView(nodes, disks, storageSets, outside);
  const names = view.enclosures.map(({ hostname }) => hostname);
  const drives = view.enclosures.flatMap((enclosure) =>
    enclosure.controllers.flatMap(({ data }) =>
      data.map(({ path }) => ({ node: enclosure.hostname, path })),
    ),
  );
  return {
    schema: 'hare.report/1',
    host: `host-1${outside}`,
    time,
    missing: [],
    cluster: { file: `/var/lib/hare/cluster.yaml${outside}`, view },
    live: {
      time,
      state: 'running',
      status: {
        nodes: names.map((name, n) => ({
          name,
          svcs: ['hax', 'confd', 'ioservice', 'motr_client'].map((service, s) => ({
            name: `${service}${outside}`,
            fid: `0x7200000000000001:0x${(n * 4 + s).toString(16)}${outside}`,
            ep: `inet:tcp:10.0.${n >> 8}.${n & 255}@2${s}001${outside}`,
            status: n === 1 && s === 2 ? `offline${outside}` : 'started',
          })),
        })),
        devices: names.map((name) => ({
          nodeName: name,
          devs: drives
            .filter(({ node }) => node === name)
            .map(({ path }) => ({ name: path, status: `online${outside}` })),
        })),
      },
    },
    plan: {
      time,
      exitCode: 0,
      stages: [
        { stage: 'post_install', outcome: 'nothing', problems: [], warnings: [] },
        { stage: 'config', outcome: 'change', problems: [], warnings: [`old facts${outside}`] },
        { stage: 'init', outcome: 'change', problems: [], warnings: [] },
        {
          stage: 'test',
          outcome: 'fail',
          problems: [
            {
              reason: `hctl is not there${outside}`,
              code: `COMMAND_NOT_FOUND`,
              hint: `install cortx-hare${outside}`,
              findings: [],
            },
          ],
          warnings: [],
        },
      ],
      devices: drives.map(({ node, path }) => ({
        stage: 'init',
        node,
        path,
        role: 'data',
        action: 'format',
        because: `the devices were never formatted${outside}`,
        ...(node === names[0]
          ? {
              now: {
                kind: 'block',
                sizeBytes: 16 * tb,
                serial: `S-1${outside}`,
                signatures: [`ext4${outside}`],
                uses: [`mounted at /srv${outside}`],
              },
            }
          : {}),
      })),
      files: [
        {
          stage: 'config',
          path: `/var/lib/hare/confd.xc${outside}`,
          change: 'changed',
          diff: `--- a\n+++ b\n@@ -1 +1 @@\n-old${outside}\n+new`,
        },
        { stage: 'config', path: `/etc/hare/x${outside}`, change: 'new' },
      ],
      keys: [
        {
          stage: 'config',
          kv: `consul://127.0.0.1:8500/${outside}`,
          added: [`node/1${outside}`],
          changed: [],
          removed: [`node/2${outside}`],
        },
      ],
      starts: [
        {
          stage: 'init',
          mkfs: true,
          because: `never formatted${outside}`,
          services: [`srv-1: hax${outside}`],
          staysUp: true,
        },
      ],
    },
    doctor: {
      time,
      counts: { ok: 1, change: 0, warning: 1, problem: 1, skipped: 0 },
      findings: [
        {
          check: 'names',
          subject: names[0] ?? '',
          outcome: 'problem',
          text: `does not resolve: ENOTFOUND${outside}`,
          code: 'NAME_UNRESOLVED',
          where: `/etc/hosts${outside}`,
          hint: `add it to the name server, then: getent hosts srv-1${outside}`,
          details: [`a detail${outside}`],
        },
        {
          check: 'clock',
          subject: `chronyd${outside}`,
          outcome: 'warning',
          text: `is 3 s off${outside}`,
          hint: `chronyc makestep${outside}`,
        },
        { check: 'space', subject: `/var${outside}`, outcome: 'ok', text: `has room${outside}` },
      ],
    },
    journal: sampleJournal(outside),
  };
}

function sampleJournal(outside: string): readonly ReportedRun[] {
  const ended = (
    run: string,
    stage: string,
    began: string,
    rest: Partial<ReportedRun>,
  ): ReportedRun => ({
    run,
    event: 'ended',
    stage,
    time: began,
    pid: 7,
    durationMs: 4000,
    outcome: 'changed',
    exitCode: 0,
    ...rest,
  });
  return [
    ended('a', 'post_install', '2026-11-30T08:00:04.000Z', {
      outcome: 'unchanged',
      steps: [
        { id: 'consul-version', outcome: 'unchanged', ms: 310 },
        { id: `packages${outside}`, outcome: 'unchanged', ms: 3690 },
      ],
    }),
    ended('b', 'init', '2026-11-30T08:01:34.000Z', {
      durationMs: 84_000,
      steps: [
        { id: 'hctl', outcome: 'unchanged', ms: 12 },
        { id: 'devices', outcome: 'unchanged', ms: 1_800 },
        { id: 'bootstrap', outcome: 'changed', ms: 80_000 },
        { id: 'services', outcome: 'changed', ms: 2_188 },
      ],
    }),
    ended('c', 'test', '2026-11-30T08:02:34.000Z', {
      outcome: 'failed',
      exitCode: 1,
      steps: [{ id: 'status', outcome: 'failed', ms: 900 }],
      figures: { status: { milliseconds: 87, [`words${outside}`]: `fast${outside}` } },
      failed: [{ step: 'status', code: 'STATUS', reason: `ioservice is offline${outside}` }],
      error: { code: 'STAGE_FAILED', what: `the stage failed${outside}` },
    }),
    { run: 'd', event: 'started', stage: 'init', time, pid: 8 },
  ];
}

function sampleView(nodes: number, disks: number, sets: number, outside: string): ClusterView {
  const perSet = Math.ceil(nodes / sets);
  const setOf = (node: number): number => Math.floor(node / perSet);
  const enclosures = Array.from({ length: nodes }, (_, n): EnclosureView => {
    const controllers = [0, 1].map((c) => ({
      data: Array.from({ length: disks / 2 }, (_unused, d) => ({
        path: `/dev/disk/by-id/wwn-0x5000c500${((n * 2 + c) * 100 + d).toString(16).padStart(8, '0')}`,
        bytes: 16 * tb,
        pool: setOf(n),
      })),
      log: [],
      metaData: { path: `/dev/vg_meta/lv_${c}${outside}`, bytes: undefined, pool: sets },
    }));
    return {
      hostname: `srvnode-${n + 1}.data.private${outside}`,
      confd: n < 3,
      clients: [{ name: `motr_client${outside}`, instances: 2 }],
      controllers,
      bytes: disks * 16 * tb,
      ...(sets > 1 ? { storageSet: `${setOf(n) + 1}${outside}` } : {}),
    };
  });
  const pool = (set: number): PoolView => ({
    name: `storage-set-${set + 1}__sns${outside}`,
    type: 'sns',
    layout: '4+2+2',
    drives: perSet * disks,
    nodes: perSet,
    tolerates: { nodes: 1, controllers: 1, disks: 2 },
    usableBytes: perSet * disks * 8 * tb,
  });
  return {
    enclosures,
    pools: [
      ...Array.from({ length: sets }, (_, set) => pool(set)),
      {
        name: `dix${outside}`,
        type: 'dix',
        layout: '1+2+0',
        drives: nodes * 2,
        nodes,
        tolerates: { nodes: 2, controllers: 2, disks: 2 },
        usableBytes: undefined,
      },
    ],
    controllers: nodes * 2,
    disks: nodes * disks,
    bytes: nodes * disks * 16 * tb,
  };
}
