// Twenty tasks that people look up, done by confstore and by the programs that they find: Go yq,
// dasel, jq, crudini. What each leaves is compared with the file as a person would have edited it:
// all other bytes are unintended changes.
//
//   node tools/bench/peers.mjs [FOLDER…]     prints packages/confstore/docs/peers.md; programs are looked for in the
//                                            folders, then on PATH
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { peerTasks } from './peer-tasks.mjs';

const bin = fileURLToPath(new URL('../../packages/confstore/dist/bin.cjs', import.meta.url));
const searchPath = [
  ...process.argv.slice(2).map((folder) => path.resolve(folder)),
  process.env.PATH,
].join(':');
const tools = {
  confstore: `"${process.execPath}" "${bin}" --version`,
  'Go yq': 'yq --version',
  dasel: 'dasel version',
  jq: 'jq --version',
  crudini: 'crudini --version',
};

const folder = mkdtempSync(path.join(tmpdir(), 'hare-peers-'));
try {
  print();
} finally {
  rmSync(folder, { recursive: true });
}

function print() {
  const versions = Object.entries(tools).map(([tool, command]) => [tool, versionOf(tool, command)]);
  const there = versions.filter(([, version]) => version !== undefined);
  const missing = versions.filter(([, version]) => version === undefined).map(([tool]) => tool);
  console.log(`# confstore compared with yq, dasel, jq and crudini

Made by \`node tools/bench/peers.mjs\`, ${new Date().toISOString().slice(0, 10)}: ${there.map(([tool, version]) => (tool === 'confstore' ? tool : `${tool} ${version}`)).join(', ')}.${missing.length === 0 ? '' : ` Not found on that machine: ${missing.join(', ')}.`}

Each task starts from a small file with comments. The number says how many bytes differ from the file as a person would have edited it: 0 means that nothing else was touched. *wrong* means that the data are not the intended ones, – that the program has no command for the task.
`);
  const names = Object.keys(tools).filter((tool) => !missing.includes(tool));
  console.log(`| task | ${names.join(' | ')} |\n|---|${names.map(() => '---:|').join('')}`);
  const results = peerTasks.map((task) => ({
    task,
    found: names.map((tool) => outcome(task, tool)),
  }));
  for (const { task, found } of results) console.log(`| ${task.name} | ${found.join(' | ')} |`);
  const exact = names.map((_, at) => results.filter(({ found }) => found[at] === '0').length);
  console.log(`| **of ${peerTasks.length} without an unintended byte** | ${exact.join(' | ')} |\n`);
  console.log('## The commands\n');
  for (const { task } of results) {
    console.log(`${task.name}:\n`);
    for (const tool of names)
      if (task.by[tool] !== undefined)
        console.log(`    ${task.by[tool].replaceAll('\n', '\n    ')}`);
    console.log('');
  }
}

/** A short version; undefined when the program is not there, or is another of its name. */
function versionOf(tool, command) {
  const { status, stdout } = run(command, folder);
  if (status !== 0 || (tool === 'Go yq' && !stdout.includes('mikefarah'))) return undefined;
  return /\d+\.\d+(?:\.\d+)?/.exec(stdout)?.[0] ?? 'of unknown version';
}

/** What became of the task: unintended bytes, `wrong`, or – without a command. */
function outcome(task, tool) {
  const { file, text, more = {}, intended, prints } = task;
  const command = task.by[tool];
  if (command === undefined) return '–';
  const place = mkdtempSync(path.join(folder, 'task-'));
  for (const [name, content] of Object.entries({ [file]: text, ...more }))
    writeFileSync(path.join(place, name), content);
  const { status, stdout } = run(command, place);
  if (prints !== undefined) return prints(stdout, status) ? '0' : 'wrong';
  const result = readFileSync(path.join(place, task.result ?? file), 'utf8');
  if (status !== 0) return result === text ? 'refused' : 'wrong';
  if (result === intended) return '0';
  const same = task.same(result, intended);
  return same ? String(bytesBeside(result, intended)) : 'wrong';
}

function run(command, cwd) {
  const script = `confstore() { "${process.execPath}" "${bin}" "$@"; }\n${command}`;
  return spawnSync('/bin/sh', ['-c', script], {
    cwd,
    encoding: 'utf8',
    env: { PATH: searchPath, HOME: folder, PORT: '8080', LANG: 'C.UTF-8' },
  });
}

/** The bytes of all lines that only one of two texts has, in their order. */
function bytesBeside(one, other) {
  const [left, right] = [one, other].map((text) => text.split(/(?<=\n)/));
  let row = new Array(right.length + 1).fill(0);
  for (const line of left) {
    const next = [0];
    for (const [at, beside] of right.entries())
      next.push(
        line === beside ? row[at] + Buffer.byteLength(line) : Math.max(row[at + 1], next[at]),
      );
    row = next;
  }
  return Buffer.byteLength(one) + Buffer.byteLength(other) - 2 * row[right.length];
}
