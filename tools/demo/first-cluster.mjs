/**
 * Brings a cluster up in a sandbox as a new user would who knows `--help` only, and writes what was
 * typed and printed to docs/first-cluster.md; `--print`: to stdout. Times and folders are masked.
 * Build first.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeSandbox } from '@hare/sandbox';
import { repository } from '../verify/ensure-installed.mjs';

const { folder, root, url, env } = makeSandbox({ prefix: 'hare-first-', packageManager: 'dpkg' });
const bins = path.join(folder, 'bin');
for (const [name, packageFolder] of [
  ['hare_setup', 'hare_setup'],
  ['hare-cdf', 'cdf'],
]) {
  writeFileSync(
    path.join(bins, name),
    `#!/bin/sh\nexec "${process.execPath}" "${path.join(repository, 'packages', packageFolder, 'dist/bin.cjs')}" "$@"\n`,
    { mode: 0o755 },
  );
}
mkdirSync(path.join(root, 'tmp'));
const kv = `json://${folder}/kv.json`;

const steps = [
  ['What is there?', 'hare_setup --help'],
  ['`run` does it all, it says. How is it called?', 'hare_setup run --help'],
  [
    'The help says that `doctor` comes first. Is anything wrong with this machine? `-q` prints only what is.',
    `hare_setup doctor -q --config ${url} --kv ${kv} --root ${root}`,
    1,
  ],
  [
    'The name of the node is not known here. What does the code mean?',
    'hare_setup explain NAME_UNRESOLVED',
  ],
  [
    'So it is added to the hosts file, and the doctor is asked again. It prints nothing: all is well.',
    `echo '127.0.0.1 srvnode-1.data.private' >> ${root}/etc/hosts\nhare_setup doctor -q --config ${url} --kv ${kv} --root ${root}`,
  ],
  [
    'What would be written, started and wiped?',
    `hare_setup plan --config ${url} --kv ${kv} --root ${root}`,
  ],
  ['That is as it should be: do it.', `hare_setup run --config ${url} --kv ${kv} --root ${root}`],
  ['Which cluster is that?', `hare-cdf show ${root}/var/lib/hare/cluster.yaml`],
  ['`run` ended with how to start it.', `hctl bootstrap -c ${root}/var/lib/hare`],
  ['Is everything there that the description promises?', `hare_setup test --root ${root}`],
  ['How is it now, and what is left to do?', `hare_setup status --root ${root}`],
];

const page = [
  '# The first cluster, from `--help` alone',
  '',
  '<!-- Written by node tools/demo/first-cluster.mjs, which types these commands: a test compares the page with what they print. -->',
  '',
  'What a person types who has a ConfStore and nothing else, and what is answered. The machine is a directory here (`$DEMO`), its disks are sparse files, its `hctl` is a simulation, and its KV a file; ' +
    'on a real machine omit `--root` and `--kv`. Times are masked.',
  '',
];
for (const [title, command, expected = 0] of steps) {
  const { stdout, stderr, status } = spawnSync('bash', ['-c', command], {
    encoding: 'utf8',
    env: { HOME: folder, NO_COLOR: '1', ...env, PATH: `${bins}:${env.PATH}` },
  });
  if (status !== expected)
    throw new Error(`${command} ends with ${status} instead of ${expected}: ${stdout}${stderr}`);
  page.push(
    title,
    '',
    '```console',
    ...command.split('\n').map((line) => `$ ${line}`),
    ...masked(stdout + stderr)
      .trimEnd()
      .split('\n')
      .filter((line, _, all) => all.length > 1 || line !== ''),
    '```',
    '',
  );
  if (expected !== 0) page.push(`(exit ${expected})`, '');
}
rmSync(folder, { recursive: true });
const text = page
  .join('\n')
  .replaceAll(folder, '$DEMO')
  .replace(/[ \t]+$/gm, '');
if (process.argv.includes('--print')) process.stdout.write(text);
else writeFileSync(path.join(repository, 'docs/first-cluster.md'), text);

/** What differs from run to run, and from machine to machine. */
function masked(output) {
  return output
    .replace(/cannot be resolved: .*? \[/g, 'cannot be resolved: ENOTFOUND [')
    .replace(/^Ports of this node:\n(?: .*\n)+\n?/m, '')
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z| UTC)/g, 'TIME')
    .replace(/\b\d+(\.\d+)? (s|ms)\b|\b\d+ min \d+ s\b/g, 'N s')
    .replace(/^(\s*\w+Ms: )\d+(\.\d+)?/gm, '$1N');
}
