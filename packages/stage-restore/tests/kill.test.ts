import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { keepSandbox, layConfiguration, makeSandbox, runBin, snapshot } from '@hare/sandbox';
import { expect, inject, onTestFinished, test } from 'vitest';
import { saveByHand } from './save-by-hand.js';

test('killed at any moment and run again, restore leaves what one run leaves; before it was certain, nothing was changed', async () => {
  const sandbox = makeSandbox({ withPackages: false });
  onTestFinished(() =>
    Promise.all(
      [sandbox.folder, `${sandbox.folder}.kept`].map((folder) => rm(folder, { recursive: true })),
    ).then(() => undefined),
  );
  const { kvUrl, kvFile, at } = layConfiguration(sandbox);
  const file = path.join(sandbox.folder, 'hare.tar.gz');
  await saveByHand(sandbox, kvUrl, file);
  for (const name of ['cluster.yaml', 'confd.xc', 'confd.cg', 'sysconfig', 'setup/config.json'])
    await rm(at(`var/lib/hare/${name}`), { recursive: true });
  await rm(kvFile);
  const putBack = keepSandbox(sandbox);
  const call = {
    bin: 'dist/bin.cjs',
    args: ['--root', sandbox.root, '--target', file],
    env: sandbox.env,
  };
  const tree = (): Record<string, string> =>
    snapshot(sandbox.folder, (relative) =>
      /(^|\/)(setup\.log|journal\.jsonl|receipt\.json)$|\.lock$|^root\/run(\/|$)|^hctl-state|\.hare-restore\.\d+\.tmp|^root\/var\/lib\/hare\/\./.test(
        relative,
      ),
    );
  const before = tree();
  const whole = await runBin(call);
  expect(whole.exitCode, whole.output).toBe(0);
  const once = tree();
  expect(await readFile(at('var/lib/hare/confd.xc'), 'utf8')).toContain('confd.xc');
  for (let kill = 0; kill < inject('limits').recoveryKills; kill++) {
    putBack();
    await runBin(call, {
      at: { afterMs: whole.durationMs * (0.3 + 0.7 * Math.random()) },
      reach: 'all',
    });
    const names = Object.keys(snapshot(at('var/lib/hare')));
    if (!names.includes('.hare-restore') && JSON.stringify(tree()) !== JSON.stringify(once))
      expect(tree()).toEqual(before);
    const again = await runBin(call);
    expect(again.exitCode, again.output).toBe(0);
    expect(tree()).toEqual(once);
    expect(
      Object.keys(snapshot(at('var/lib/hare'))).filter((name) => name.startsWith('.')),
    ).toEqual([]);
  }
});
