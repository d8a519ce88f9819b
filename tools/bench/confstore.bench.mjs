// How fast the ConfStore is, as ratios within one run: one key of a large JSON compared with
// JSON.parse in bare Node and jq, one of a large YAML and TOML with js-yaml and smol-toml in bare
// Node and the yq on PATH (Go's or Debian's), one of a tiny JSON with bare Node, the time of
// 100,000 keys with that of 10,000, and the start of every built command and of the shortest calls
// with bare Node, of the status also on a configured machine. On a busy machine processor time is what counts, so the ratios are of it; elapsed
// time is shown too.
//
//   node tools/bench/confstore.bench.mjs            as Markdown tables
//   node tools/bench/confstore.bench.mjs --check    fails where a limit is broken
//   node tools/bench/confstore.bench.mjs --smoke    a tenth of the sizes, one round
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openConfStore } from '@hare/confstore';
import { makeSandbox } from '@hare/sandbox';
import { listWorkspaces } from '../workspace/manifests.mjs';
import { cachedNode, longTermVersion } from '../verify/node-lines.mjs';
import { documents, largeJson } from './documents.mjs';
import { median, medians } from './measure-process.mjs';

const self = fileURLToPath(import.meta.url);
const packages = fileURLToPath(new URL('../../packages', import.meta.url));
const confstore = path.join(packages, 'confstore', 'dist', 'bin.cjs');
/** By competitor: how many times its processor time confstore may take. */
const limits = {
  'JSON.parse in Node': 1.2,
  'js-yaml in Node': 1.25,
  'nothing in Node': 1.35,
  jq: 0.6,
  yq: 1,
  'Go yq': { yaml: 2.2, toml: 0.2 },
  memory: 8,
  growth: 13,
  help: 1.3,
  // The shortest calls: on the Node that builds, and on Node 24.
  get: [1.35, 2],
  validate: [1.45, 2],
  status: [1.35, 2],
  'status of a configured machine': [1.85, 2.8],
};
const smallCdf = path.join(packages, 'cdf/fixtures/golden/node/01-one-node/expected.cdf.yaml');
const library = (name) =>
  JSON.stringify(createRequire(path.join(packages, 'confstore', 'package.json')).resolve(name));
const yqVersion = spawnSync('yq', ['--version'], { encoding: 'utf8' }).stdout ?? '';
const yq = yqVersion.includes('mikefarah') ? 'Go yq' : 'yq';
const broken = [];
let folder = '';

const [mode, argument] = process.argv.slice(2);
const smoke = mode === '--smoke';
const thousand = smoke ? 100 : 1000;
const rounds = smoke ? 1 : 5;
if (mode === '--steps') console.log(JSON.stringify(await steps(argument)));
else {
  folder = mkdtempSync(path.join(tmpdir(), 'hare-bench-'));
  try {
    tables();
  } finally {
    rmSync(folder, { recursive: true });
  }
  if (mode === '--check' && broken.length > 0) {
    console.error(broken.join('\n'));
    process.exitCode = 1;
  }
}

function tables() {
  console.log(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${new Date().toISOString().slice(0, 10)}; medians, processor time decides\n`,
  );
  console.log(
    '| one key of | by | processor s | clock s | confstore is |\n|---|---|---:|---:|---:|',
  );
  oneKey(
    `JSON of ${(20 * thousand) / 1000} MB`,
    writeDocument('large.json', largeJson(20_000 * thousand)),
    'json',
    'cluster>nodes[100]>hostname',
    { 'JSON.parse in Node': 'JSON.parse(text)', jq: '.cluster.nodes[100].hostname' },
  );
  oneKey(
    `YAML of ${24 * thousand} keys`,
    writeDocument('large.yaml', documents.yaml(24 * thousand)),
    'yaml',
    'group-20>key-50',
    {
      'js-yaml in Node': `const y = require(${library('js-yaml')}); y.load(text, { schema: y.CORE_SCHEMA })`,
      [yq]: '.["group-20"]["key-50"]',
    },
  );
  oneKey(
    `TOML of ${24 * thousand} keys`,
    writeDocument('large.toml', documents.toml(24 * thousand)),
    'toml',
    'group-20>key-50',
    {
      'smol-toml in Node': `require(${library('smol-toml')}).parse(text)`,
      ...(yq === 'Go yq' ? { [yq]: '.["group-20"]["key-50"]' } : {}),
    },
  );
  oneKey('a tiny JSON', writeDocument('tiny.json', '{"a": 1}\n'), 'json', 'a', {
    'nothing in Node': '',
  });
  memoryOfSet();
  console.log(
    `\n| ${100 * thousand} keys compared with ${10 * thousand} | load | keys | merge | compare |\n|---|---:|---:|---:|---:|`,
  );
  for (const format of Object.keys(documents)) growth(format);
  console.log(
    '\n| start of | processor s | clock s | compared with `node -e 0` |\n|---|---:|---:|---:|',
  );
  starts();
}

function writeDocument(name, text) {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** `beside`: scripts for bare Node, which has the `text` of the file, and filters for jq and yq. */
function oneKey(what, file, format, key, beside) {
  const commands = { confstore: [process.execPath, confstore, `${format}:${file}`, 'get', key] };
  const read = `const text = require('fs').readFileSync(${JSON.stringify(file)}, 'utf8');`;
  for (const [by, script] of Object.entries(beside))
    if (script === '') commands[by] = [process.execPath, '-e', '0'];
    else if (by.endsWith('in Node')) commands[by] = [process.execPath, '-e', `${read} ${script}`];
    else {
      const program = by === 'Go yq' ? 'yq' : by;
      if (spawnSync(program, ['--version']).error === undefined)
        commands[by] = [program, script, file];
    }
  const found = medians(commands, smoke ? 1 : 9);
  for (const [by, { ms, cpuMs }] of Object.entries(found)) {
    const ratio = found.confstore.cpuMs / cpuMs;
    console.log(
      `| ${what} | ${by} | ${(cpuMs / 1000).toFixed(2)} | ${(ms / 1000).toFixed(2)} | ${by === 'confstore' ? '' : `${ratio.toFixed(2)} ×`} |`,
    );
    const limit = limits[by]?.[format] ?? limits[by];
    if (limit !== undefined && ratio > limit)
      broken.push(`${what}: ${ratio.toFixed(2)} × of ${by}, the limit is ${limit} ×`);
  }
}

/** The largest memory of a set in a large JSON, beyond that of a get from a tiny one. */
function memoryOfSet() {
  const file = path.join(folder, 'large.json');
  const { size } = statSync(file);
  const idle = peakOf(`json:${path.join(folder, 'tiny.json')}`, 'get', 'a');
  const ratio = (peakOf(`json:${file}`, 'set', 'cluster>nodes[100]>hostname', 'z') - idle) / size;
  console.log(`\nA set in a JSON of ${size} bytes takes ${ratio.toFixed(1)} x its size of memory.`);
  if (ratio > limits.memory && !smoke)
    broken.push(`set: ${ratio.toFixed(1)} x the file's size, the limit is ${limits.memory} x`);
}

/** The peak of memory of a call of confstore, in bytes. */
function peakOf(...words) {
  const output = path.join(folder, 'peak');
  const reporter = new URL('confstore/tests/hostile/report-peak.mjs', `file://${packages}/`).href;
  execFileSync(process.execPath, ['--import', reporter, confstore, ...words], {
    env: { ...process.env, HARE_PEAK_FILE: output },
  });
  return Number(readFileSync(output, 'utf8'));
}

/**
 * How much longer ten times as many keys take, each step the median of five processes: a process
 * warm from the work before would be another thing.
 */
function growth(format) {
  const files = [10 * thousand, 100 * thousand].map((keys) =>
    writeDocument(`${keys}.${format}`, documents[format](keys)),
  );
  const runs = files.map(() => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [size, file] of files.entries())
      runs[size].push(
        JSON.parse(
          execFileSync(process.execPath, [self, '--steps', `${format}:${file}`], {
            encoding: 'utf8',
          }),
        ),
      );
  const ratios = Object.keys(runs[0][0]).map((step) => {
    const [small, large] = runs.map((found) => median(found.map((spent) => spent[step])));
    return { step, ratio: large / small };
  });
  console.log(`| ${format} | ${ratios.map(({ ratio }) => `${ratio.toFixed(1)} ×`).join(' | ')} |`);
  for (const { step, ratio } of ratios)
    if (ratio > limits.growth)
      broken.push(
        `${format}: ${step} of ${100 * thousand} keys takes ${ratio.toFixed(1)} × as long as of a tenth, the limit is ${limits.growth} ×`,
      );
}

/** The processor milliseconds of each step with the store of a URL. */
async function steps(url) {
  const spent = {};
  const timed = async (step, work) => {
    const start = process.cpuUsage();
    const result = await work();
    const { user, system } = process.cpuUsage(start);
    spent[step] = (user + system) / 1000;
    return result;
  };
  const store = await timed('load', async () => {
    const opened = await openConfStore(url, { maps: true });
    await opened.data();
    return opened;
  });
  await timed('keys', () => store.keys());
  const target = await openConfStore('dict:{}', { maps: true });
  await timed('merge', () => target.merge(store));
  const other = await openConfStore(url, { maps: true });
  await other.data();
  await timed('compare', () => store.compare(other));
  return spent;
}

/**
 * Compared with bare Node: the help of every command, and the shortest calls, these also on Node
 * 24.
 */
function starts() {
  const built = new Map(
    listWorkspaces().flatMap(({ name, manifest: { bin = {} } }) =>
      Object.entries(bin)
        .map(([command, file]) => [command, path.join(packages, name, file)])
        .filter(([, file]) => existsSync(file)),
    ),
  );
  const short = [
    ['get', 'confstore', `json:${folder}/tiny.json`, 'get', 'a'],
    ['validate', 'hare-cdf', 'validate', smallCdf],
    ['status', 'hare_setup', 'status', '--root', folder],
    [
      'status of a configured machine',
      'hare_setup',
      'status',
      '--root',
      configuredMachine(built.get('hare_setup')),
    ],
  ];
  startsOn(process.execPath, [
    ...[...built].map(([name, file]) => ({
      call: `${name} --help`,
      limit: limits.help,
      words: [file, '--help'],
    })),
    ...short.map(([call, name, ...args]) => ({
      call: `${name} ${call}`,
      limit: limits[call][0],
      words: [built.get(name), ...args],
    })),
  ]);
  const newer = cachedNode(longTermVersion);
  if (newer !== undefined)
    startsOn(
      newer,
      short.map(([call, name, ...args]) => ({
        call: `${name} ${call}`,
        limit: limits[call][1],
        words: [built.get(name), ...args],
      })),
    );
}

/** The root of a machine on which config ran; the calls that are measured find no hctl there. */
function configuredMachine(hareSetup) {
  const prefix = `${path.basename(folder)}/configured-`;
  const { root, url, env } = makeSandbox({ packageManager: 'dpkg', withPackages: false, prefix });
  execFileSync(process.execPath, [hareSetup, 'config', '--config', url, '--root', root], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  return root;
}

function startsOn(node, calls) {
  const bare = `node -e 0 (${execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()})`;
  const commands = { [bare]: [node, '-e', '0'] };
  for (const { call, words } of calls) commands[call] = [node, ...words];
  const found = medians(commands, smoke ? 3 : 9);
  for (const [call, { ms, cpuMs }] of Object.entries(found)) {
    const ratio = cpuMs / found[bare].cpuMs;
    console.log(
      `| ${call} | ${(cpuMs / 1000).toFixed(3)} | ${(ms / 1000).toFixed(3)} | ${call === bare ? '' : `${ratio.toFixed(2)} ×`} |`,
    );
    const limit = calls.find((each) => each.call === call)?.limit ?? 1;
    if (ratio > limit)
      broken.push(
        `${call} takes ${ratio.toFixed(2)} × as long as ${bare}, the limit is ${limit} ×`,
      );
  }
}
