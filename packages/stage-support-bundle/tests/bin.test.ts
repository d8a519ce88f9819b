import { randomBytes } from 'node:crypto';
import { open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { keepSandbox, layConfiguration, makeSandbox, runBin } from '@hare/sandbox';
import { expect, inject, onTestFinished, test } from 'vitest';

const mebibyte = 1024 * 1024;
const printsPeak =
  "data:text/javascript,process.on('exit',()=>console.error('peak '+process.resourceUsage().maxRSS))";

/** Half a MiB of log lines of one minute. */
function half(minute: number): Buffer {
  const time = new Date(
    Date.now() - (2 * inject('limits').bundleLogMiB - minute) * 60_000,
  ).toISOString();
  const lines: string[] = [];
  for (let length = 0; length < mebibyte / 2; length += 250)
    lines.push(
      `${time} [INFO] hax ${randomBytes(30).toString('hex')} the state of process 0x7200000000000001:0xa is M0_CONF_HA_PROCESS_STARTED, password=hidden-${minute}, and so on and so on as logs do`,
    );
  return Buffer.from(`${lines.join('\n')}\n`);
}

test('large logs are bundled within the limit, newest first, under 256 MB of memory', async () => {
  const sandbox = makeSandbox({ withPackages: false });
  onTestFinished(() => rm(sandbox.folder, { recursive: true }));
  const { at } = layConfiguration(sandbox);
  const files = await Promise.all(
    ['a.log', 'b.log'].map((name) => open(at(`var/log/seagate/hare/${name}`), 'w')),
  );
  for (let minute = 0; minute < 2 * inject('limits').bundleLogMiB; minute++)
    await files[minute % 2]?.write(half(minute));
  for (const file of files) await file.close();
  const limitMiB = Math.max(1, Math.floor(inject('limits').bundleLogMiB / 40));
  const { exitCode, output } = await runBin({
    bin: 'dist/bin.cjs',
    args: [
      '--root',
      sandbox.root,
      '-t',
      sandbox.folder,
      '--size_limit',
      `${limitMiB}M`,
      '--duration',
      'P1D',
    ],
    env: { ...sandbox.env, NODE_OPTIONS: `--import "${printsPeak}"` },
  });
  expect(exitCode, output).toBe(0);
  expect(
    (await stat(path.join(sandbox.folder, 'hare/hare_srvnode-1.data.private.tar.gz'))).size,
  ).toBeLessThanOrEqual(limitMiB * mebibyte);
  const peaks = [...output.matchAll(/^peak (\d+)$/gm)].map(
    ([, kibibytes]) => Number(kibibytes) * 1024,
  );
  expect(Math.max(...peaks)).toBeGreaterThan(0);
  expect(Math.max(...peaks)).toBeLessThan(256 * 1000 * 1000);
});

test('killed at any moment, it leaves the earlier bundle whole, and the next run clears up', async () => {
  const sandbox = makeSandbox({ withPackages: false });
  onTestFinished(() =>
    Promise.all(
      [sandbox.folder, `${sandbox.folder}.kept`].map((folder) => rm(folder, { recursive: true })),
    ).then(() => undefined),
  );
  layConfiguration(sandbox);
  const call = {
    bin: 'dist/bin.cjs',
    args: ['--root', sandbox.root, '-t', sandbox.folder, '-b', 'x'],
    env: sandbox.env,
  };
  const whole = await runBin(call);
  expect(whole.exitCode, whole.output).toBe(0);
  const folder = path.join(sandbox.folder, 'hare');
  const putBack = keepSandbox(sandbox);
  for (let kill = 0; kill < inject('limits').recoveryKills; kill++) {
    putBack();
    await runBin(call, { at: { afterMs: Math.random() * whole.durationMs }, reach: 'all' });
    expect(await readdir(folder)).toContain('hare_x.tar.gz');
    const again = await runBin(call);
    expect(again.exitCode, again.output).toBe(0);
    expect(await readdir(folder)).toEqual(['hare_x.tar.gz']);
  }
});
