// Many nodes that apply the configuration of one cluster to one real Consul at the same time: what
// the Consul is asked, how many bytes go back and forth, how often the configuration is read as a
// whole, and what processor time that takes it.
//
// The clients are those of `hare_setup config` (look, write, look again), a thousand of them in this
// one process, each with connections of its own; and real processes of `config`, each on a machine
// of its own. `as it was` are the same clients without what saves them reading: they wait for
// no turn, and trust no record.
//
//   node tools/bench/many.bench.mjs                  as a Markdown table
//   node tools/bench/many.bench.mjs --smoke          a few, once
//   node tools/bench/many.bench.mjs --json           as JSON
//   node tools/bench/many.bench.mjs --check          fails where a limit is broken
//   node tools/bench/many.bench.mjs --nodes 1000     of the cluster (default 100)
//   node tools/bench/many.bench.mjs --processes 100 --at-once 100
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseStoreUrl } from '@hare/base';
import { makeCluster } from '@hare/cluster-generator';
import { ConsulKv } from '@hare/consul';
import { applyConfiguration, openTarget } from '@hare/kv';
import { buildConsul, findConsul, startConsul, startCounter } from '@hare/real-consul';

const number = (name, usual, smoke) => Number(options[name] ?? (options.smoke ? smoke : usual));
const { values: options } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    nodes: { type: 'string' },
    clients: { type: 'string' },
    'clients-before': { type: 'string' },
    processes: { type: 'string' },
    'at-once': { type: 'string' },
  },
});
const nodes = number('nodes', 100, 4);
const sizes = {
  clients: number('clients', 1000, 20),
  clientsBefore: number('clients-before', 100, 5),
  processes: number('processes', 30, 3),
  atOnce: number('at-once', 10, 3),
};
/** However many there are. */
const mostSubtrees = 5;

const bin = fileURLToPath(new URL('../../packages/hare_setup/dist/bin.cjs', import.meta.url));
const { confstore, facts } = makeCluster({ nodes, cvgs: 2, disks: 8 });
const hosts = Object.values(confstore.node).map(({ hostname }) => hostname);
const folder = mkdtempSync(path.join(tmpdir(), 'hare-bench-'));
const file = (name, content) => {
  writeFileSync(path.join(folder, name), JSON.stringify(content));
  return path.join(folder, name);
};
const given = ['config', '--config', `json://${file('conf.json', confstore)}`];
given.push('--facts', file('facts.json', facts));

/** What processes said that did not succeed. */
const failures = [];

/** `config` of one node as a process, on a machine of its own. */
async function runProcess(place, kv) {
  const root = path.join(folder, `root-${place}`);
  mkdirSync(root, { recursive: true });
  const words = [...given, '--node', hosts[place % hosts.length], '--root', root, '--kv', kv];
  const child = spawn(process.execPath, [bin, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (output += chunk));
  const [status] = await once(child, 'close');
  if (status !== 0) failures.push(`config of node ${place} ended with ${status}:\n${output}`);
  if (place > 0) rmSync(root, { recursive: true });
}

/** What `config` asks of the KV, in its order: a look, a change, and a look whether that is done. */
async function runClient(place, kv, entries, isAsItWas) {
  const target = await openTarget(kv);
  const { url } = target;
  const plain = {
    url,
    read: (names) => target.read(names),
    write: (change) => target.write(change),
    waitForOthers: (ms, signal) => target.waitForOthers(ms, signal),
    close: () => target.close(),
  };
  const call = {
    kv: isAsItWas ? plain : target,
    entries,
    owner: `client ${place}`,
    waitMs: 600_000,
  };
  try {
    const { unchanged } = await applyConfiguration({ ...call, dryRun: true, takesTurn: true });
    if (unchanged) return;
    await applyConfiguration(call);
    const after = await applyConfiguration({ ...call, dryRun: true, takesTurn: true });
    if (!after.unchanged) throw new Error(`client ${place} finds something else than it wrote`);
  } finally {
    await target.close();
  }
}

/** Runs them all, at most so many at a time. */
async function runAll(count, atOnce, run) {
  const places = Array.from({ length: count }, (_, place) => place).values();
  const worker = async () => {
    for (const place of places) await run(place);
  };
  await Promise.all(Array.from({ length: Math.min(count, atOnce) }, worker));
}

/** Processor time of a process so far, ms. */
function cpuMsOf(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** What a configuration is in a KV, and in its Consul: bytes, and MB in memory. */
async function sizeOf(entries) {
  const texts = new Map(entries.map(({ key, value }) => [key, String(value)]));
  const sum = (list) => [...list].reduce((bytes, text) => bytes + Buffer.byteLength(text), 0);
  const { http } = ConsulKv.at(consul.address);
  const snapshot = await http.send({
    method: 'GET',
    path: 'snapshot',
    repeatable: true,
    where: {},
  });
  const status = readFileSync(`/proc/${consul.servers[0].pid}/status`, 'utf8');
  return {
    keys: texts.size,
    keyBytes: sum(texts.keys()),
    valueBytes: sum(texts.values()),
    snapshotBytes: snapshot.body.length,
    serverMb: Number(/VmRSS:\s*(\d+)/.exec(status)?.[1]) / 1024,
  };
}

const binary =
  (await findConsul())?.binary ?? (await buildConsul({ log: (line) => console.error(line) }));
const consul = await startConsul({ binary });
const counter = await startCounter(consul.address);
const results = [];
let size;
const measure = async (what, count, run) => {
  Object.assign(counter.counted, { requests: 0, bytes: 0, subtrees: 0, waits: 0 });
  const [begin, cpu] = [performance.now(), cpuMsOf(consul.servers[0].pid)];
  await run();
  const serverCpuMs = cpuMsOf(consul.servers[0].pid) - cpu;
  results.push({ what, count, ms: performance.now() - begin, serverCpuMs, ...counter.counted });
};
try {
  const { processes, atOnce, clients, clientsBefore } = sizes;
  await measure('processes', processes, () =>
    runAll(processes, atOnce, (place) => runProcess(place, counter.url)),
  );
  if (failures.length === processes) throw new Error(failures[0]);
  const entries = JSON.parse(
    readFileSync(path.join(folder, 'root-0/var/lib/hare/consul-kv.json'), 'utf8'),
  );
  size = await sizeOf(entries);
  const kv = parseStoreUrl(counter.url).text;
  for (const [what, count, isAsItWas] of [
    ['clients, as it was', clientsBefore, true],
    ['clients', clientsBefore, false],
    ['clients', clients, false],
  ]) {
    await consul.clear();
    await measure(what, count, () =>
      runAll(count, count, (place) => runClient(place, kv, entries, isAsItWas)),
    );
  }
} finally {
  counter.stop();
  await consul.stop();
  rmSync(folder, { recursive: true, force: true });
}

if (options.json) console.log(JSON.stringify({ nodes, size, results }, undefined, 2));
else {
  const date = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`;
  const rows = results.map(({ what, count, requests, waits, bytes, subtrees, serverCpuMs, ms }) =>
    [
      ...[count, what, requests, waits, `${(bytes / 1e6).toFixed(1)} MB`, subtrees],
      ...[`${(serverCpuMs / 1000).toFixed(1)} s`, `${(ms / 1000).toFixed(1)} s`],
    ].join(' | '),
  );
  const mb = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
  console.log(
    `${date}, Node ${process.version}, ${machine}, ${nodes} nodes, ${size.keys} keys of ` +
      `${mb(size.keyBytes)} with ${mb(size.valueBytes)} of values; Consul: ` +
      `${size.serverMb.toFixed(0)} MB, snapshot ${mb(size.snapshotBytes)}\n`,
  );
  console.log('| at once | | requests | waits | bytes | reads | processor time | time |');
  console.log('|--:|:--|--:|--:|--:|--:|--:|--:|');
  for (const row of rows) console.log(`| ${row} |`);
}
for (const failure of failures) console.error(failure);
if (failures.length > 0) process.exitCode = 1;
if (options.check)
  for (const { what, count, subtrees } of results)
    if (!what.includes('as it was') && subtrees > mostSubtrees) {
      console.error(
        `${count} ${what}: the configuration was read ${subtrees} times, must be at most ${mostSubtrees}`,
      );
      process.exitCode = 1;
    }
