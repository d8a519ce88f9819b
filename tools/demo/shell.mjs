/**
 * `npm run demo -- --shell`: a shell on the machine of the demo, in which the commands of the
 * README work as they are printed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeSandbox } from '@hare/sandbox';
import { listWorkspaces } from '../workspace/manifests.mjs';
import { repository } from '../verify/ensure-installed.mjs';

/** Opens the shell and answers its exit code; the machine goes with it. */
export function openShell() {
  const { folder, root, env } = makeSandbox({ prefix: 'hare-demo-' });
  const bins = path.join(folder, 'bin');
  for (const { name, manifest } of listWorkspaces())
    for (const [bin, file] of Object.entries(manifest.bin ?? {}))
      writeFileSync(
        path.join(bins, bin),
        `#!/bin/sh\nexec "${process.execPath}" "${path.join(repository, 'packages', name, file)}" "$@"\n`,
        { mode: 0o755 },
      );
  mkdirSync(path.join(root, 'tmp'));
  console.error(`This shell is on the machine of the demo, the directory ${folder} ($DEMO).
Its disks are sparse files and its hctl is a SIMULATION. Type the commands of the README, such as

    hare_setup run --config json://$DEMO/exampleV2.json --root $DEMO/root
    hare_setup status --root $DEMO/root

Leave it with: exit. The machine is then removed.
`);
  const { status, error } = spawnSync('bash', ['--norc', '--noprofile'], {
    cwd: folder,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...env,
      DEMO: folder,
      PATH: `${bins}:${env.PATH}`,
      PS1: 'demo$ ',
      HISTFILE: '/dev/null',
    },
  });
  rmSync(folder, { recursive: true });
  if (error !== undefined) throw error;
  return status ?? 1;
}
