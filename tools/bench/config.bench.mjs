// `hare_setup config` of a large cluster as a whole: the first time, and again when nothing has
// changed; with an embedded KV and with a real Consul. Processor time and peak memory of the
// process; requests and bytes at Consul in runs of their own. On a busy machine processor time is
// what counts, so the limits are checked against it.
//
//   node tools/bench/config.bench.mjs             1000 nodes, as a Markdown table
//   node tools/bench/config.bench.mjs --smoke     20
//   node tools/bench/config.bench.mjs --json      as JSON
//   node tools/bench/config.bench.mjs --check     fails where a limit is broken
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeCluster } from '@hare/cluster-generator';
import { buildConsul, findConsul, startConsul, startCounter } from '@hare/real-consul';
import { runConfig } from './run-config.mjs';

const { values: options } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
});
const nodes = options.smoke ? 20 : 1000;

/** What a run may take: processor time, memory, requests, bytes. */
const limits = {
  'embedded KV, first': { cpuMs: 4000, memoryMb: 400 },
  'embedded KV, again': { cpuMs: 700, memoryMb: 120 },
  'Consul, first': { cpuMs: 7000, memoryMb: 400 },
  'Consul, again': { cpuMs: 800, memoryMb: 120, requests: 3, bytes: 100_000 },
};

function makeMachine(folder) {
  const { confstore, facts } = makeCluster({ nodes, cvgs: 2, disks: 8 });
  const file = (name, content) => {
    writeFileSync(path.join(folder, name), JSON.stringify(content));
    return path.join(folder, name);
  };
  mkdirSync(path.join(folder, 'root'), { recursive: true });
  return [
    'config',
    ...['--config', `json://${file('conf.json', confstore)}`],
    ...['--facts', file('facts.json', facts)],
    ...['--node', 'data-1', '--root', path.join(folder, 'root')],
  ];
}

const folder = mkdtempSync(path.join(tmpdir(), 'hare-bench-'));
const results = {};
try {
  const embedded = path.join(folder, 'embedded');
  const words = [...makeMachine(embedded), '--kv', `json://${embedded}/kv.json`];
  results['embedded KV, first'] = await runConfig(words, embedded);
  results['embedded KV, again'] = await runConfig(words, embedded);
  const binary =
    (await findConsul())?.binary ?? (await buildConsul({ log: (line) => console.error(line) }));
  const consul = await startConsul({ binary });
  const counter = await startCounter(consul.address);
  try {
    // What counts takes a core for itself: those runs are not timed.
    const urls = { timed: `consul://${consul.address}/timed/`, counted: `${counter.url}counted/` };
    for (const [name, url] of Object.entries(urls)) {
      const own = path.join(folder, name);
      const call = [...makeMachine(own), '--kv', url];
      for (const time of ['first', 'again']) {
        Object.assign(counter.counted, { requests: 0, bytes: 0 });
        const usage = await runConfig(call, own);
        results[`Consul, ${time}`] = {
          ...(name === 'timed' ? usage : results[`Consul, ${time}`]),
          ...counter.counted,
        };
      }
    }
  } finally {
    counter.stop();
    await consul.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

if (options.json) console.log(JSON.stringify(results, undefined, 2));
else {
  const rows = Object.entries(results).map(([name, { ms, cpuMs, memoryMb, requests, bytes }]) =>
    [
      name,
      `${(ms / 1000).toFixed(2)} s`,
      `${(cpuMs / 1000).toFixed(2)} s`,
      `${memoryMb.toFixed(0)} MB`,
      requests ?? '',
      bytes ?? '',
    ].join(' | '),
  );
  console.log(
    [
      `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${nodes} nodes\n`,
      '| config | time | processor time | memory | requests | bytes |',
      '|:--|--:|--:|--:|--:|--:|',
      ...rows.map((row) => `| ${row} |`),
    ].join('\n'),
  );
}
if (options.check)
  for (const [name, most] of Object.entries(limits))
    for (const [what, limit] of Object.entries(most))
      if (results[name][what] > limit) {
        console.error(
          `${name}: ${what} is ${results[name][what].toFixed(0)}, must be at most ${limit}`,
        );
        process.exitCode = 1;
      }
