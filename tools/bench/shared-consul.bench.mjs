// `hare_setup config` of a configuration that is there already, in a Consul with Hare's keys alone,
// and then in the same one with many foreign keys as well: large ones, binary ones, and ones that
// our token may not read. Time, memory, requests and bytes of the process.
//
//   node tools/bench/shared-consul.bench.mjs             100,000 foreign keys, as a Markdown table
//   node tools/bench/shared-consul.bench.mjs --smoke     1,000, once
//   node tools/bench/shared-consul.bench.mjs --json      as JSON
//   node tools/bench/shared-consul.bench.mjs --check     fails where the foreign keys cost more than a fifth
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeCluster } from '@hare/cluster-generator';
import { ConsulKv, packTransactions } from '@hare/consul';
import {
  buildConsul,
  consulVersion,
  findConsul,
  startConsul,
  startCounter,
} from '@hare/real-consul';
import { median } from './measure-process.mjs';
import { runConfig } from './run-config.mjs';

const limit = 1.2;
const { values: options } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
});
const foreign = options.smoke ? 1000 : 100_000;
const rounds = options.smoke ? 1 : 7;

/** Keys of other programs, of which some begin like Hare's. */
function foreignOperations(count) {
  const places = [
    'vault/core/',
    'app/settings/',
    'leaders/',
    'm0confederation/',
    'secret/',
    'epochs/',
  ];
  return Array.from({ length: count }, (_, number) => ({
    verb: 'set',
    key: `${places[number % places.length]}${number}`,
    text: `${'x'.repeat(200)}${number}`,
  }));
}

async function putForeign(kv) {
  for (const { body } of packTransactions(foreignOperations(foreign))) await kv.write(body, true);
  for (let number = 0; number < 20; number += 1)
    await kv.http.send({
      method: 'PUT',
      path: `kv/vault/binary/${number}`,
      body: Buffer.from([0xff, 0xfe, number]),
      repeatable: true,
      where: {},
    });
}

/** A token for Hare's keys, and no others. */
function tokenFor(consul, hosts) {
  const folders = [
    'm0conf/',
    'ports/',
    'last_base_fid_key/',
    'last_dynamic_fid_key/',
    'bytecount/',
    'processes/',
    'bq/',
    'eq/',
    'stats/',
    'hare_setup/',
    ...hosts.map((host) => `${host}/`),
  ];
  const keys = [
    'epoch',
    'eq-epoch',
    'leader',
    'failvec',
    'm0_client_types',
    'config_path',
    'ssl/hax',
    ...hosts,
  ];
  const rules = [
    ...folders.map((name) => `key_prefix "${name}" { policy = "write" }`),
    ...keys.map((name) => `key "${name}" { policy = "write" }`),
    'session_prefix "" { policy = "write" }',
  ];
  return consul.tokenFor(rules.join('\n'));
}

function makeMachine(folder) {
  const { confstore, facts } = makeCluster({ nodes: 3, cvgs: 2, disks: 20 });
  const file = (name, content) => {
    writeFileSync(path.join(folder, name), JSON.stringify(content));
    return path.join(folder, name);
  };
  const root = path.join(folder, 'root');
  mkdirSync(root);
  const hosts = Object.entries(confstore.node).flatMap(([machine, { hostname }]) => [
    machine,
    hostname,
  ]);
  return {
    hosts,
    words: [
      'config',
      '--config',
      `json://${file('conf.json', confstore)}`,
      '--facts',
      file('facts.json', facts),
      '--node',
      hosts[1],
      '--root',
      root,
    ],
  };
}

/** A Consul, with or without foreign keys, to which the machine has applied its configuration. */
async function prepareConsul(binary, folder, isShared) {
  const consul = await startConsul({ binary, acl: true });
  const kv = ConsulKv.at(consul.address, { token: consul.token });
  if (isShared) await putForeign(kv);
  const machine = makeMachine(folder);
  const counter = await startCounter(consul.address);
  const env = { CONSUL_HTTP_TOKEN: await tokenFor(consul, machine.hosts) };
  const run = async () => {
    Object.assign(counter.counted, { requests: 0, bytes: 0 });
    return {
      ...(await runConfig([...machine.words, '--kv', counter.url], folder, env)),
      ...counter.counted,
    };
  };
  await run();
  return {
    run,
    stop: async () => {
      counter.stop();
      await consul.stop();
    },
  };
}

function middle(runs) {
  return Object.fromEntries(
    ['ms', 'memoryMb', 'requests', 'bytes'].map((name) => [
      name,
      median(runs.map((run) => run[name])),
    ]),
  );
}

const binary =
  (await findConsul())?.binary ?? (await buildConsul({ log: (line) => console.error(line) }));
const folder = mkdtempSync(path.join(tmpdir(), 'hare-bench-'));
const started = [];
try {
  for (const isShared of [false, true]) {
    const own = path.join(folder, String(isShared));
    mkdirSync(own);
    started.push({ ...(await prepareConsul(binary, own, isShared)), runs: [] });
  }
  // In turns, so that both meet the same machine.
  for (let round = 0; round < rounds; round += 1)
    for (const { run, runs } of started) runs.push(await run());
  const [alone, shared] = started.map(({ runs }) => middle(runs));
  const factors = Object.fromEntries(
    Object.keys(alone).map((name) => [name, shared[name] / alone[name]]),
  );
  if (options.json) console.log(JSON.stringify({ foreign, alone, shared, factors }));
  else {
    const row = (name, { ms, memoryMb, requests, bytes }) =>
      `| ${name} | ${ms.toFixed(0)} ms | ${memoryMb.toFixed(0)} MB | ${requests} | ${bytes} |`;
    console.log(
      `config, unchanged, ${foreign} foreign keys, Consul ${await consulVersion(binary)}\n`,
    );
    console.log(
      [
        '| | time | memory | requests | bytes |',
        '|:--|--:|--:|--:|--:|',
        row("Hare's keys alone", alone),
        row('with the foreign ones', shared),
      ].join('\n'),
    );
  }
  if (options.check) {
    const broken = Object.entries(factors).filter(([, factor]) => factor > limit);
    for (const [name, factor] of broken)
      console.error(
        `${name}: ${factor.toFixed(2)} times as much as without the foreign keys, must be at most ${limit}`,
      );
    process.exitCode = broken.length === 0 ? 0 : 1;
  }
} finally {
  for (const { stop } of started) await stop();
  rmSync(folder, { recursive: true, force: true });
}
