import { rm } from 'node:fs/promises';
import { keepSandbox, layConfiguration, makeSandbox, runBin, snapshot } from '@hare/sandbox';
import { expect, inject, onTestFinished, test } from 'vitest';

test('killed at any moment and run again, cleanup leaves what one run leaves', async () => {
  const sandbox = makeSandbox({ withPackages: false });
  onTestFinished(() =>
    Promise.all(
      [sandbox.folder, `${sandbox.folder}.kept`].map((folder) => rm(folder, { recursive: true })),
    ).then(() => undefined),
  );
  const { kvUrl } = layConfiguration(sandbox);
  const putBack = keepSandbox(sandbox);
  const call = {
    bin: 'dist/bin.cjs',
    args: ['--root', sandbox.root, '--kv', kvUrl, '--pre-factory'],
    env: sandbox.env,
  };
  const tree = (): Record<string, string> =>
    snapshot(sandbox.folder, (relative) =>
      /(^|\/)(setup\.log|journal\.jsonl)$|\.lock$|^root\/run(\/|$)|^hctl-state/.test(relative),
    );

  const whole = await runBin(call);
  expect(whole.exitCode, whole.output).toBe(0);
  const once = tree();
  for (let kill = 0; kill < inject('limits').recoveryKills; kill++) {
    putBack();
    const killed = await runBin(call, {
      at: { afterMs: Math.random() * whole.durationMs },
      reach: 'all',
    });
    const again = await runBin(call);
    expect(again.exitCode, killed.output + again.output).toBe(0);
    expect(tree(), killed.output).toEqual(once);
  }
});
