// A configuration of many keys into a real Consul: how long `@hare/kv` takes, and how many
// requests, compared with `consul kv import` of the same keys in the same run; and what applying it
// again costs. Each into a server of its own, one after the other.
//
//   node tools/bench/consul.bench.mjs                  100,000 keys, as a Markdown table
//   node tools/bench/consul.bench.mjs --keys 10000     fewer
//   node tools/bench/consul.bench.mjs --smoke          2,000
//   node tools/bench/consul.bench.mjs --json           as JSON
//   node tools/bench/consul.bench.mjs --check          fails unless apply is at least 20 × faster than import, and applying again is 5 small requests at most
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { applyConfiguration, openTarget } from '@hare/kv';
import { buildConsul, consulVersion, findConsul, startConsul } from '@hare/real-consul';

const { values: options } = parseArgs({
  options: {
    keys: { type: 'string' },
    smoke: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
});

/**
 * Keys in the shape of Hare's: devices with a path and a state, and those that every configuration
 * has.
 */
function makeEntries(count) {
  const single = ['epoch', 'eq-epoch', 'leader', 'failvec', 'm0_client_types'].map((key) => ({
    key,
    value: '1',
  }));
  const service =
    'm0conf/nodes/0x6e00000000000001:0x0/processes/0x7200000000000001:0x1/services/0x7300000000000001:0x5';
  const drives = Array.from({ length: count - single.length }, (_, drive) => ({
    key: `${service}/sdevs/0x6400000000000001:0x${drive.toString(16)}`,
    value: `{"path": "/dev/disk/by-id/drive-${drive}", "state": "M0_NC_UNKNOWN"}`,
  }));
  return [...single, ...drives];
}

async function timed(work) {
  const start = performance.now();
  const result = await work();
  return { seconds: (performance.now() - start) / 1000, result };
}

/** Runs `work` with a Consul of its own. */
async function withConsul(binary, work) {
  const consul = await startConsul({ binary });
  try {
    return await work(consul);
  } finally {
    await consul.stop();
  }
}

async function measureImport(binary, entries) {
  const folder = mkdtempSync(path.join(tmpdir(), 'hare-bench-'));
  try {
    const file = path.join(folder, 'kv.json');
    writeFileSync(
      file,
      JSON.stringify(
        entries.map(({ key, value }) => ({
          key,
          flags: 0,
          value: Buffer.from(value).toString('base64'),
        })),
      ),
    );
    return await withConsul(binary, async (consul) => {
      const run = () =>
        execFileSync(binary, ['kv', 'import', `-http-addr=http://${consul.address}`, `@${file}`], {
          stdio: ['ignore', 'ignore', 'inherit'],
        });
      return { ...(await timed(async () => run())), requests: entries.length };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureApply(binary, entries) {
  return withConsul(binary, async (consul) => {
    const target = await openTarget(consul.url);
    const first = await timed(() => applyConfiguration({ kv: target, entries, owner: 'bench' }));
    const firstRequests = target.requests;
    const again = await timed(() => applyConfiguration({ kv: target, entries, owner: 'bench' }));
    if (first.result.added.length !== entries.length || !again.result.unchanged)
      throw new Error('the configuration did not arrive');
    return {
      first: { ...first, requests: firstRequests },
      again: { ...again, requests: target.requests - firstRequests },
    };
  });
}

const found = await findConsul();
const binary = found?.binary ?? (await buildConsul({ log: (line) => console.error(line) }));
const entries = makeEntries(Number(options.keys ?? (options.smoke ? 2000 : 100_000)));
const applied = await measureApply(binary, entries);
const imported = await measureImport(binary, entries);
const factor = imported.seconds / applied.first.seconds;

if (options.json) {
  const part = ({ seconds, requests }) => ({
    seconds,
    requests,
    keysPerSecond: entries.length / seconds,
  });
  console.log(
    JSON.stringify({
      keys: entries.length,
      consul: await consulVersion(binary),
      apply: part(applied.first),
      again: part(applied.again),
      kvImport: part(imported),
      factor,
    }),
  );
} else {
  const row = (name, { seconds, requests }) =>
    `| ${name} | ${seconds.toFixed(1)} s | ${Math.round(entries.length / seconds)} | ${requests} |`;
  console.log(
    `${entries.length} keys, Consul ${await consulVersion(binary)}, one server, ${cpus().length} processors\n`,
  );
  console.log(
    [
      '| | time | keys a second | requests |',
      '|:--|--:|--:|--:|',
      row('@hare/kv', applied.first),
      row('the same again', applied.again),
      row('consul kv import', imported),
    ].join('\n'),
  );
  console.log(`\n@hare/kv is ${factor.toFixed(1)} times as fast as consul kv import.`);
}
if (options.check) {
  const broken = [
    factor >= 20
      ? []
      : `apply is only ${factor.toFixed(1)} times as fast as consul kv import, must be 20`,
    applied.again.requests <= 5
      ? []
      : `applying again took ${applied.again.requests} requests, must be at most 5`,
  ].flat();
  for (const line of broken) console.error(line);
  process.exitCode = broken.length === 0 ? 0 : 1;
}
