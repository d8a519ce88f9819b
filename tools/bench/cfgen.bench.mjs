// The whole way of the data, ConfStore → CDF → files + KV, at several sizes of cluster, each in a
// process of its own: time, processor time, peak memory, processor time per data drive, and how
// that is shared between the steps; then the command hare-cfgen. On an idle machine processor time is a little above time, as
// garbage is collected in parallel; on a busy one it is what counts, so the limits are checked
// against it.
//
//   node tools/bench/cfgen.bench.mjs            1 3 15 50 150 1000 10000 nodes, as Markdown tables
//   node tools/bench/cfgen.bench.mjs --json 50  one size, as JSON
//   node tools/bench/cfgen.bench.mjs --smoke    only 1 15 50 nodes
//   node tools/bench/cfgen.bench.mjs --check    fails when a limit is broken: hare-cfgen of 10000 nodes in 30 s and 1.5 GB, time per drive ≤ 1.2 × that of 1000
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const drivesPerCvg = 8;
const cvgs = 2;

/**
 * A ConfStore of the node dialect: every node with two CVGs of eight data devices, a metadata
 * device each, and one client.
 */
function makeConfStore(nodes) {
  const hosts = Array.from({ length: nodes }, (_, index) => `data-${index + 1}`);
  const id = (index) => (index + 1).toString(16).padStart(32, '0');
  const endpoints = (port) => hosts.map((host) => `tcp://${host}:${port}`);
  const device = (cvg, disk) => `/dev/disk/by-id/cvg${cvg}-disk${disk}`;
  const facts = {};
  const machines = {};
  for (const [index, host] of hosts.entries()) {
    facts[`${host}/facts`] = { processorcount: 16, memorysize_mb: 65536.5 };
    machines[id(index)] = {
      cluster_id: 'bench',
      hostname: host,
      name: host,
      type: 'data_node',
      components: [
        { name: 'motr', services: ['io', 'motr_client'] },
        { name: 'hare', services: ['hax'] },
      ],
      cvg: Array.from({ length: cvgs }, (_, cvg) => {
        const data = Array.from({ length: drivesPerCvg }, (__, disk) => device(cvg, disk + 1));
        for (const drive of data)
          facts[`${host}/drives${drive}`] = { path: drive, size: 2 ** 40, blksize: 4096 };
        return { name: `cvg-${cvg}`, devices: { metadata: [device(cvg, 0)], data } };
      }),
      storage_set: 'set-1',
    };
  }
  const durability = {
    sns: { data: nodes < 3 ? '1' : '4', parity: nodes < 3 ? '0' : '2', spare: '0' },
    dix: { data: '1', parity: nodes < 3 ? '0' : '2', spare: '0' },
  };
  return {
    facts,
    confStore: {
      cluster: {
        id: 'bench',
        storage_set: [{ name: 'set-1', nodes: hosts.map((_, index) => id(index)), durability }],
      },
      cortx: {
        hare: { hax: { endpoints: ['http://hax:22003', ...endpoints(22001)] } },
        motr: {
          clients: [{ name: 'motr_client', num_instances: 1, endpoints: endpoints(22501) }],
          confd: { endpoints: endpoints(22002) },
          ios: { endpoints: endpoints(21001) },
        },
      },
      node: machines,
    },
  };
}

/** The steps from ConfStore to KV, timed one by one. */
async function runSteps(nodes, folder) {
  const { confStore, facts } = makeConfStore(nodes);
  const source = path.join(folder, 'confstore.json');
  writeFileSync(source, JSON.stringify(confStore));
  const [{ openConfStore }, cdf, cfgen, { applyConfiguration }] = await Promise.all([
    import('@hare/confstore'),
    import('@hare/cdf'),
    import('@hare/cfgen'),
    import('@hare/kv'),
  ]);
  await (await import('@hare/base')).spareMemory();
  const times = {};
  let totalMs = 0;
  const timed = async (step, body) => {
    const [start, startCpu] = [performance.now(), process.cpuUsage()];
    const result = await body();
    const { user, system } = process.cpuUsage(startCpu);
    totalMs += performance.now() - start;
    times[step] = (user + system) / 1000;
    return result;
  };
  const model = await timed('ConfStore → model', async () => {
    const store = await openConfStore(`json://${source}`, { maps: true });
    return (await cdf.readDialect(store, { facts: cdf.knownFacts(facts, 'bench') })).model;
  });
  const text = await timed('model → CDF', () => cdf.formatCdf(model, '2022'));
  const parsed = await timed(
    'CDF → model',
    async () => (await cdf.parseCdf(text, 'cluster.yaml')).model,
  );
  const config = await timed('model → objects', () => cfgen.generateMotrConfig(parsed));
  const entries = await timed('objects → keys', () => [...cfgen.kvEntries(config)]);
  await timed('objects → files', () =>
    cfgen.writeConfigFiles(
      path.join(folder, 'out'),
      cfgen.renderFiles(config, { entries, node: 'data-1' }),
    ),
  );
  const filesPeak = process.resourceUsage().maxRSS * 1024;
  await timed('KV', () =>
    applyConfiguration({
      kv: `json://${folder}/kv.json`,
      entries,
      owner: 'bench',
    }),
  );
  const cdfToFiles = ['CDF → model', 'model → objects', 'objects → keys', 'objects → files'].reduce(
    (sum, step) => sum + times[step],
    0,
  );
  const cpuMs = Object.values(times).reduce((sum, time) => sum + time, 0);
  return {
    nodes,
    drives: nodes * cvgs * drivesPerCvg,
    objects: config.objects.length,
    totalMs,
    cpuMs,
    cdfToFilesMs: cdfToFiles,
    cdfToFilesPeakBytes: filesPeak,
    peakBytes: process.resourceUsage().maxRSS * 1024,
    times,
  };
}

/** The command for a CDF with facts, as hare-cdf generates it: processor time, ms, and peak memory, MB. */
function runCommand(nodes, folder) {
  const { confStore, facts } = makeConfStore(nodes);
  const file = (name, content) => {
    const place = path.join(folder, name);
    if (content !== undefined) writeFileSync(place, JSON.stringify(content));
    return place;
  };
  const run = (name, words) =>
    execFileSync(
      process.execPath,
      [
        ...['--import', new URL('report-usage.mjs', import.meta.url).href],
        fileURLToPath(new URL(`../../packages/${name}/dist/bin.cjs`, import.meta.url)),
        ...words,
      ],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, HARE_BENCH_USAGE: file('usage.json') },
      },
    );
  const cdf = file('cluster.yaml');
  const given = ['--facts', file('facts.json', { kv: facts })];
  run('cdf', ['generate', `json://${file('conf.json', confStore)}`, ...given, '-o', cdf]);
  run('cfgen', [cdf, ...given, '--node', 'data-1', '-o', file('out')]);
  const drives = nodes * cvgs * drivesPerCvg;
  return { nodes, drives, ...JSON.parse(readFileSync(file('usage.json'), 'utf8')) };
}

async function inFolder(work) {
  const folder = mkdtempSync(path.join(tmpdir(), 'hare-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function table(results) {
  const steps = Object.keys(results[0].times);
  const head = [
    'nodes',
    'data drives',
    'objects',
    'time',
    'processor time',
    'of that CDF → files',
    'per drive',
    'peak memory',
    ...steps,
  ];
  const rows = results.map((result) => [
    result.nodes,
    result.drives,
    result.objects,
    `${(result.totalMs / 1000).toFixed(2)} s`,
    `${(result.cpuMs / 1000).toFixed(2)} s`,
    `${(result.cdfToFilesMs / 1000).toFixed(2)} s`,
    `${((result.cdfToFilesMs * 1000) / result.drives).toFixed(0)} µs`,
    `${(result.peakBytes / 2 ** 20).toFixed(0)} MiB`,
    ...steps.map((step) => `${((100 * result.times[step]) / result.cpuMs).toFixed(0)} %`),
  ]);
  return [head, head.map(() => '--:'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

const perDrive = ({ cpuMs, drives }) => (cpuMs * 1000) / drives;

function commandTable(results) {
  return [
    '| nodes | hare-cfgen, processor time | per drive | peak memory |',
    '| --: | --: | --: | --: |',
    ...results.map(
      (result) =>
        `| ${result.nodes} | ${(result.cpuMs / 1000).toFixed(2)} s | ${perDrive(result).toFixed(0)} µs | ${result.memoryMb.toFixed(0)} MiB |`,
    ),
  ].join('\n');
}

function check([middle, large]) {
  const ratio = perDrive(large) / perDrive(middle);
  return [
    large.cpuMs <= 30_000
      ? []
      : `${large.nodes} nodes take ${(large.cpuMs / 1000).toFixed(1)} s, must be at most 30 s`,
    large.memoryMb <= 1500
      ? []
      : `${large.nodes} nodes need ${large.memoryMb.toFixed(0)} MB, must be at most 1500`,
    ratio <= 1.2
      ? []
      : `a drive of ${large.nodes} nodes takes ${ratio.toFixed(2)} times as long as one of ${middle.nodes}, must be at most 1.2`,
  ].flat();
}

const words = process.argv.slice(2);
if (words[0] === '--child')
  process.stdout.write(
    JSON.stringify(await inFolder((folder) => runSteps(Number(words[1]), folder))),
  );
else {
  const smoke = words.includes('--smoke');
  const sizes = words.filter((word) => /^\d+$/.test(word)).map(Number);
  const results = (
    sizes.length > 0 ? sizes : smoke ? [1, 15, 50] : [1, 3, 15, 50, 150, 1000, 10000]
  ).map((nodes) =>
    JSON.parse(
      execFileSync(process.execPath, [fileURLToPath(import.meta.url), '--child', String(nodes)], {
        encoding: 'utf8',
        maxBuffer: 1 << 26,
      }),
    ),
  );
  const commands = [];
  for (const nodes of smoke ? [15, 50] : [1000, 10000])
    commands.push(await inFolder((folder) => runCommand(nodes, folder)));
  const [cpu] = cpus();
  if (words.includes('--json')) console.log(JSON.stringify({ steps: results, commands }, null, 2));
  else
    console.log(
      `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB\n\n${table(results)}\n\n${commandTable(commands)}`,
    );
  if (words.includes('--check')) {
    const problems = check(commands);
    for (const problem of problems) console.error(problem);
    process.exitCode = problems.length === 0 ? 0 : 1;
  }
}
