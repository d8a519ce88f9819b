/**
 * Runs the commands of README's five-minute tour in a sandbox and writes them with their real
 * output between `<!-- tour -->` and `<!-- /tour -->`. Build first.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeSandbox } from '@hare/sandbox';
import { repository } from '../verify/ensure-installed.mjs';

const { folder, root, url, env } = makeSandbox({ prefix: 'hare-tour-' });
const bin = (name) => path.join(repository, 'packages', name, 'dist/bin.cjs');
const cdf = path.join(root, 'var/lib/hare/cluster.yaml');

const steps = [
  [
    'A ConfStore is any config file behind one key syntax:',
    'confstore',
    [url, 'get', 'cluster>srvnode-1>storage>data_devices[0]'],
  ],
  ['Is everything installed that Hare needs?', 'hare_setup', ['--post_install', '--root', root]],
  [
    "The CDF, and Motr's configuration next to it (`--dry-run` would only say so):",
    'hare_setup',
    ['--config', url, '--filename', cdf, '--root', root],
  ],
  [
    'Again: nothing is left to do.',
    'hare_setup',
    ['--config', url, '--filename', cdf, '--root', root],
  ],
  ['What did we get?', 'hare-cdf', ['show', cdf], 'cdf'],
  [
    'Format the devices, once, and prove that the cluster starts:',
    'hare_setup',
    ['--init', '--root', root],
  ],
  ['Is everything there that the CDF promises?', 'hare_setup', ['--test', '--root', root]],
  ['How is it now, and what comes next?', 'hare_setup', ['status', '--root', root]],
];

const text = [
  'The machine is a directory here (`$DEMO`), its disks are sparse files, its `hctl` is a simulation; on a real machine omit `--root`.',
  '',
];
for (const [title, name, args, packageFolder = name] of steps) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [bin(packageFolder), ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env, NO_COLOR: '1' },
  });
  if (status !== 0)
    throw new Error(`${name} ${args.join(' ')} ends with ${status}: ${stdout}${stderr}`);
  const words = args.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`)).join(' ');
  const lines = (stdout + stderr).trimEnd().split('\n');
  text.push(title, '', '```console', `$ ${name} ${words}`, ...lines, '```', '');
}
rmSync(folder, { recursive: true });
const readme = path.join(repository, 'README.md');
const tour = text
  .join('\n')
  .replaceAll(folder, '$DEMO')
  .replace(/[ \t]+$/gm, '');
writeFileSync(
  readme,
  readFileSync(readme, 'utf8').replace(
    /<!-- tour -->[^]*<!-- \/tour -->/,
    () => `<!-- tour -->\n${tour}<!-- /tour -->`,
  ),
);
