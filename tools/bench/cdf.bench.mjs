// A JSON ConfStore of the node dialect (2 CVGs of 8 data disks per node) and its facts file become
// a CDF, each size in a process of its own: time and processor time of the whole process, the same
// per node of the work alone (without start-up), and peak memory. On a busy machine processor time
// is what counts, so the limits are checked against it.
//
//   node tools/bench/cdf.bench.mjs            1 3 15 100 1000 nodes, as a Markdown table
//   node tools/bench/cdf.bench.mjs --json     as JSON
//   node tools/bench/cdf.bench.mjs --smoke    only 1 15 100 nodes
//   node tools/bench/cdf.bench.mjs --check    fails when 1000 nodes take 3 s or 500 MB, or more than 1.5 × as long per node as 100
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCluster } from '../cluster-generator/make-cluster.mjs';

const self = fileURLToPath(import.meta.url);
const [mode, argument] = process.argv.slice(2);
const sizes = mode === '--smoke' ? [1, 15, 100] : [1, 3, 15, 100, 1000];
const limits = { seconds: 3, megabytes: 500, perNode: 1.5 };

const milliseconds = ({ user, system }) => (user + system) / 1000;

/** The work itself, in a process of its own: prints what it cost. */
async function generate(folder) {
  const [{ openConfStore }, { factsFromFile, formatCdf, readDialect }, { writeFileAtomic }] =
    await Promise.all([import('@hare/confstore'), import('@hare/cdf'), import('@hare/base')]);
  const [start, startCpu] = [performance.now(), process.cpuUsage()];
  const facts = await factsFromFile(
    await openConfStore(`json:${path.join(folder, 'facts.json')}`, { maps: true }),
  );
  const { model, format } = await readDialect(
    await openConfStore(`json:${path.join(folder, 'confstore.json')}`, { maps: true }),
    { facts },
  );
  await writeFileAtomic(path.join(folder, 'cdf.yaml'), formatCdf(model, format));
  const work = { ms: performance.now() - start, cpuMs: milliseconds(process.cpuUsage(startCpu)) };
  console.log(
    JSON.stringify({
      nodes: model.nodes.length,
      work,
      totalMs: performance.now(),
      totalCpuMs: milliseconds(process.cpuUsage()),
      megabytes: process.resourceUsage().maxRSS / 1024,
    }),
  );
}

/** The best of a few runs: what others do on the machine only ever adds. */
function measure(nodes) {
  const folder = mkdtempSync(path.join(tmpdir(), 'hare-bench-'));
  try {
    const { confstore, facts } = makeCluster({ nodes });
    writeFileSync(path.join(folder, 'confstore.json'), JSON.stringify(confstore));
    writeFileSync(path.join(folder, 'facts.json'), JSON.stringify(facts));
    const runs = Array.from({ length: 3 }, () =>
      JSON.parse(
        execFileSync(process.execPath, [self, '--generate', folder], { encoding: 'utf8' }),
      ),
    );
    return runs.reduce((best, run) => (run.totalCpuMs < best.totalCpuMs ? run : best));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (mode === '--generate') await generate(argument);
else {
  const results = sizes.map(measure);
  if (mode === '--json') console.log(JSON.stringify(results, null, 2));
  else {
    console.log(
      `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${new Date().toISOString().slice(0, 10)}\n`,
    );
    console.log(
      '| nodes | data disks | time s | processor s | work, processor ms per node | peak MB |\n|---:|---:|---:|---:|---:|---:|',
    );
    for (const { nodes, work, totalMs, totalCpuMs, megabytes } of results)
      console.log(
        `| ${nodes} | ${nodes * 16} | ${(totalMs / 1000).toFixed(2)} | ${(totalCpuMs / 1000).toFixed(2)} | ${(work.cpuMs / nodes).toFixed(2)} | ${megabytes.toFixed(0)} |`,
      );
  }
  if (mode === '--check') {
    const [hundred, thousand] = [100, 1000].map((nodes) =>
      results.find((result) => result.nodes === nodes),
    );
    const ratio = thousand.work.cpuMs / 1000 / (hundred.work.cpuMs / 100);
    const broken = [
      ...(thousand.totalCpuMs / 1000 < limits.seconds
        ? []
        : [
            `1000 nodes take ${(thousand.totalCpuMs / 1000).toFixed(2)} s, the limit is ${limits.seconds} s`,
          ]),
      ...(thousand.megabytes < limits.megabytes
        ? []
        : [
            `1000 nodes take ${thousand.megabytes.toFixed(0)} MB, the limit is ${limits.megabytes} MB`,
          ]),
      ...(ratio <= limits.perNode
        ? []
        : [
            `a node of 1000 takes ${ratio.toFixed(2)} × as long as one of 100, the limit is ${limits.perNode}`,
          ]),
    ];
    for (const line of broken) console.error(line);
    process.exitCode = broken.length === 0 ? 0 : 1;
  }
}
