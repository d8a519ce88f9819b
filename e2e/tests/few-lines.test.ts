import { expect, test } from 'vitest';
import { runBin } from '../src/run-bin.js';
import { withSandbox } from '../src/with-sandbox.js';

const linesOf = (text: string): readonly string[] =>
  text.split('\n').filter((line, at, all) => line !== '' || at < all.length - 1);

test.each([
  'bootstrap-refuse',
  'bootstrap-noise,bootstrap-refuse',
  'bootstrap-crash',
  'bootstrap-crash-early',
])('an init that fails by %s prints at most 15 lines, and its reason', async (failure) => {
  const machine = withSandbox({ packageManager: 'dpkg' });
  const config = await machine.setup('config', '--config', machine.url);
  expect(config.exitCode, config.stderr).toBe(0);
  const env = { ...machine.env, HCTL_SIM_FAIL: failure };
  const { exitCode, stdout, stderr } = await runBin(
    'hare_setup',
    ['init', '--root', machine.root],
    env,
  );
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^hare_setup init: .*\[[A-Z_]+\]/m);
  expect(stderr).toMatch(/^ {2}hint: /m);
  const lines = [...linesOf(stdout), ...linesOf(stderr)];
  expect(lines.length, lines.join('\n')).toBeLessThanOrEqual(15);
});

test('an init that changes nothing prints at most 3 lines; status fits a terminal of 25 by 80', async () => {
  const machine = withSandbox({ packageManager: 'dpkg' });
  const status = async (): Promise<void> => {
    const { stdout, stderr } = await machine.setup('status');
    expect(linesOf(stdout + stderr).length).toBeLessThanOrEqual(24);
    const wide = linesOf(stdout).filter((line) => line.length > 80 && !line.startsWith('next: '));
    expect(wide).toEqual([]);
  };
  await status();
  for (const stage of ['post_install', 'prepare', 'config', 'init', 'test'])
    expect((await machine.setup(stage, '--config', machine.url)).exitCode, stage).toBe(0);
  await status();
  const again = await machine.setup('init');
  expect(again.exitCode).toBe(0);
  expect(linesOf(again.stdout + again.stderr).length).toBeLessThanOrEqual(3);
  expect((await machine.setup('cleanup', '--dry-run')).exitCode).toBe(0);
  await status();
});
