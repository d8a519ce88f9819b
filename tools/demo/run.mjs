/**
 * `npm run demo`: the main job on a sample cluster in a sandbox directory, every stage twice;
 * `--shell`: a shell on such a machine instead. Simulated hctl, and says so.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt, ensureInstalled, repository } from '../verify/ensure-installed.mjs';

ensureInstalled();
ensureBuilt([
  'hare_setup',
  '@hare/cdf',
  '@hare/cfgen',
  '@hare/confstore',
  '@hare/hctl-simulator',
  '@hare/sandbox',
]);
if (process.argv.includes('--shell')) {
  const { openShell } = await import('./shell.mjs');
  process.exit(openShell());
}
const { makeSandbox } = await import('@hare/sandbox');
const { folder: sandbox, root, url, env, packageManager } = makeSandbox({ prefix: 'hare-demo-' });
const cdf = path.join(root, 'var/lib/hare/cluster.yaml');
const kv = `json://${path.join(sandbox, 'kv.json')}`;
const setup = path.join(repository, 'packages/hare_setup/dist/bin.cjs');

const short = (text) => text.replaceAll(sandbox, '$DEMO');
console.log(`The demo's machine is the directory ${sandbox} ($DEMO below):
  a private ${packageManager} database, disks that are sparse files, a consul that is a stand-in script,
  and an hctl that is a SIMULATION: no Motr, no Hare and no Consul run here.
`);

/** Runs a stage, shows what it says, and fails the demo unless it succeeds with this outcome. */
function runStage(args, ...outcomes) {
  const started = performance.now();
  console.log(
    short(
      `$ hare_setup ${args.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`)).join(' ')} --root ${root}`,
    ),
  );
  // With --json the report comes on stdout, and what a person reads on stderr.
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [setup, ...args, '--json', '--root', root],
    { encoding: 'utf8', env: { ...process.env, ...env } },
  );
  console.log(short(stderr.trimEnd().replace(/^/gm, '  ')));
  const outcome = status === 0 ? JSON.parse(stdout).outcome : 'failed';
  console.log(
    `  (exit ${status}: ${outcome}, ${((performance.now() - started) / 1000).toFixed(1)} s)\n`,
  );
  if (outcomes.includes(outcome)) return;
  console.error(
    `the demo expected: ${outcomes.join(' or ')}; the log: ${path.join(root, 'var/log/seagate/hare/setup.log')}`,
  );
  process.exit(1);
}

const stages = [
  ['--post_install'],
  ['--config', url, '--filename', cdf, '--kv', kv],
  ['--init'],
  ['--test'],
];
console.log('== Every stage once\n');
for (const args of stages) runStage(args, 'changed', 'unchanged');
console.log('== Every stage again: nothing changes\n');
for (const args of stages) runStage(args, 'unchanged');

/** Shows what one of our tools says about what was made. */
function show(title, packageFolder, args, lines) {
  const { stdout } = spawnSync(
    process.execPath,
    [path.join(repository, 'packages', packageFolder, 'dist/bin.cjs'), ...args],
    { encoding: 'utf8', env: process.env },
  );
  const all = stdout.trimEnd().split('\n');
  console.log(`== ${title}\n`);
  console.log(
    short(
      [
        ...all.slice(0, lines),
        ...(all.length > lines ? [`… ${all.length - lines} more lines`] : []),
      ].join('\n'),
    ),
  );
  console.log('');
}

console.log(`== The cluster description file: ${cdf}\n`);
console.log(readFileSync(cdf, 'utf8'));
show('Its nodes and pools (hare-cdf show)', 'cdf', ['show', cdf], 20);
show(
  "Motr's objects, as confd loads them from confd.xc (hare-cfgen show)",
  'cfgen',
  ['show', path.dirname(cdf)],
  14,
);
console.log(
  `== confd.xc\n\n${readFileSync(path.join(path.dirname(cdf), 'confd.xc'), 'utf8')
    .split('\n')
    .slice(0, 4)
    .map((line) => (line.length > 140 ? `${line.slice(0, 140)}…` : line))
    .join('\n')}\n`,
);
show(
  'The embedded KV: the record of what was applied',
  'confstore',
  [kv, 'get', 'hare_setup/apply', '--raw'],
  3,
);
const keys = Object.keys(JSON.parse(readFileSync(new URL(kv.replace('json:', 'file:')), 'utf8')));
console.log(
  `== The embedded KV: ${keys.length} keys, such as\n\n${keys
    .slice(0, 400)
    .filter((_, index) => index % 40 === 0)
    .join('\n')}\n`,
);
console.log(`The CDF is ${cdf}
All that was made is in ${sandbox}; remove it with: rm -r ${sandbox}`);
