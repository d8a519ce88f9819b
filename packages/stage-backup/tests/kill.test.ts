import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { keepSandbox, layConfiguration, makeSandbox, runBin } from '@hare/sandbox';
import { verifyBackup } from '@hare/backup';
import { expect, inject, onTestFinished, test } from 'vitest';

test('killed at any moment, there is a whole backup or none, and the next run makes it', async () => {
  const sandbox = makeSandbox({ withPackages: false });
  onTestFinished(() =>
    Promise.all(
      [sandbox.folder, `${sandbox.folder}.kept`].map((folder) => rm(folder, { recursive: true })),
    ).then(() => undefined),
  );
  layConfiguration(sandbox);
  const putBack = keepSandbox(sandbox);
  const folder = path.join(sandbox.folder, 'backups');
  const call = {
    bin: 'dist/bin.cjs',
    args: ['--root', sandbox.root, '--target', folder],
    env: sandbox.env,
  };
  const whole = await runBin(call);
  expect(whole.exitCode, whole.output).toBe(0);
  for (let kill = 0; kill < inject('limits').recoveryKills; kill++) {
    putBack();
    await runBin(call, { at: { afterMs: Math.random() * whole.durationMs }, reach: 'all' });
    await verifyBackup(folder, []).catch((error: unknown) =>
      expect(error).toMatchObject({ code: 'BACKUP_MISSING' }),
    );
    const again = await runBin(call);
    expect(again.exitCode, again.output).toBe(0);
    expect(await readdir(folder)).toEqual(['hare_backup_srvnode-1.data.private.tar.gz']);
    expect(
      (await stat(path.join(folder, 'hare_backup_srvnode-1.data.private.tar.gz'))).mode & 0o7777,
    ).toBe(0o600);
    await verifyBackup(folder, []);
  }
});
