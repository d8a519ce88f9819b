// The page of a report: how long it takes to make, how large it is, and when a real Chromium paints
// it first, for 100 and 1000 nodes with 16 drives each. The best of a few runs counts.
//
//   node tools/bench/report.bench.mjs           as a Markdown table
//   node tools/bench/report.bench.mjs --json    as JSON
//   node tools/bench/report.bench.mjs --smoke   once
//   node tools/bench/report.bench.mjs --check   fails when 1000 nodes take 4 s, 5 MB, or twice the first paint of 100
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { renderReport } from '@hare/report';
import { launchBrowser } from '../browser/browser.mjs';

const [mode] = process.argv.slice(2);
const limits = { seconds: 4, megabytes: 5, paint: 2 };
const rounds = mode === '--smoke' ? 1 : 5;
const time = '2026-11-30T08:15:02.123Z';

/** A report with everything that grows with the cluster. */
function reportOf(nodes) {
  const perSet = 16;
  const enclosures = Array.from({ length: nodes }, (_, n) => ({
    hostname: `srvnode-${n + 1}.data.private`,
    confd: n < 3,
    clients: [{ name: 'motr_client', instances: 2 }],
    controllers: [0, 1].map((c) => ({
      data: Array.from({ length: 8 }, (_unused, d) => ({
        path: `/dev/disk/by-id/wwn-0x5000c500${((n * 2 + c) * 100 + d).toString(16).padStart(8, '0')}`,
        bytes: 16e12,
        pool: Math.floor(n / perSet),
      })),
      log: [],
      metaData: { path: `/dev/vg_meta/lv_${c}`, bytes: undefined, pool: undefined },
    })),
    bytes: 256e12,
    storageSet: String(Math.floor(n / perSet) + 1),
  }));
  const drives = enclosures.flatMap(({ hostname, controllers }) =>
    controllers.flatMap(({ data }) => data.map((drive) => ({ hostname, ...drive }))),
  );
  const pools = Array.from({ length: Math.ceil(nodes / perSet) }, (_, set) => ({
    name: `storage-set-${set + 1}__sns`,
    type: 'sns',
    layout: '4+2+2',
    drives: perSet * 16,
    nodes: perSet,
    tolerates: { nodes: 1, controllers: 1, disks: 2 },
    usableBytes: perSet * 128e12,
  }));
  const services = ['hax', 'confd', 'ioservice', 'motr_client'];
  return {
    schema: 'hare.report/1',
    host: 'srvnode-1',
    time,
    missing: [],
    journal: [],
    cluster: {
      file: '/var/lib/hare/cluster.yaml',
      view: {
        enclosures,
        pools,
        controllers: nodes * 2,
        disks: drives.length,
        bytes: nodes * 256e12,
      },
    },
    live: {
      time,
      state: 'running',
      status: {
        nodes: enclosures.map(({ hostname: name }, n) => ({
          name,
          svcs: services.map((service, s) => ({
            name: service,
            fid: `0x7200000000000001:0x${(n * 4 + s).toString(16)}`,
            ep: `inet:tcp:10.0.${n >> 8}.${n & 255}@2${s}001`,
            status: 'started',
          })),
        })),
        devices: enclosures.map(({ hostname: nodeName, controllers }) => ({
          nodeName,
          devs: controllers.flatMap(({ data }) =>
            data.map(({ path: name }) => ({ name, status: 'online' })),
          ),
        })),
      },
    },
    plan: {
      time,
      exitCode: 0,
      stages: [],
      files: [],
      keys: [],
      starts: [],
      devices: drives.map(({ hostname: node, path: device }) => ({
        stage: 'init',
        node,
        path: device,
        role: 'data',
        action: 'format',
        because: 'the devices were never formatted',
      })),
    },
  };
}

async function firstPaint(browser, address) {
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  await page.goto(address);
  const ms = await page.evaluate(
    `new Promise((resolve) => new PerformanceObserver((list) => resolve(list.getEntriesByName('first-contentful-paint')[0].startTime)).observe({ type: 'paint', buffered: true }))`,
  );
  await page.close();
  return ms;
}

const browser = await launchBrowser();
const folder = mkdtempSync(path.join(tmpdir(), 'hare-bench-'));
const results = [];
try {
  for (const nodes of [100, 1000]) {
    const report = reportOf(nodes);
    const runs = [];
    for (let round = 0; round < rounds; round += 1) {
      const start = performance.now();
      const page = renderReport(report);
      const seconds = (performance.now() - start) / 1000;
      const file = path.join(folder, `${nodes}.html`);
      writeFileSync(file, page);
      runs.push({
        seconds,
        megabytes: page.length / 1e6,
        paintMs: await firstPaint(browser, pathToFileURL(file).href),
      });
    }
    const best = (name) => Math.min(...runs.map((run) => run[name]));
    results.push({
      nodes,
      seconds: best('seconds'),
      megabytes: best('megabytes'),
      paintMs: best('paintMs'),
    });
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
const [small, large] = results;
if (mode === '--json') console.log(JSON.stringify(results, undefined, 2));
else
  console.log(
    [
      '| nodes | made in s | MB | first paint in ms |',
      '| --: | --: | --: | --: |',
      ...results.map(
        ({ nodes, seconds, megabytes, paintMs }) =>
          `| ${nodes} | ${seconds.toFixed(2)} | ${megabytes.toFixed(1)} | ${Math.round(paintMs)} |`,
      ),
    ].join('\n'),
  );
const faults = [
  ...(large.seconds > limits.seconds ? [`1000 nodes took ${large.seconds.toFixed(2)} s`] : []),
  ...(large.megabytes > limits.megabytes
    ? [`1000 nodes are ${large.megabytes.toFixed(1)} MB`]
    : []),
  ...(large.paintMs > limits.paint * small.paintMs ? ['1000 nodes are painted too late'] : []),
];
if (mode === '--check' && faults.length > 0) {
  console.error(faults.join('\n'));
  process.exitCode = 1;
}
