import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { openSimulation } from '@hare/hctl-simulator';
import { snapshot } from '@hare/sandbox';
import { inRepository, runBin } from '../src/run-bin.js';
import { onTerminal, type TerminalRun } from '../src/on-terminal.js';
import { withSandbox, type Machine } from '../src/with-sandbox.js';

const hasScript = spawnSync('script', ['--version']).error === undefined;
if (!hasScript)
  process.stderr.write(
    'SKIPPED: what is shown on a terminal, as there is no script of util-linux here\n',
  );
const escape = String.fromCharCode(27);
const hasColour = (text: string): boolean => text.split(escape).some((part) => /^\[3\d/.test(part));
const closing =
  /init: (nothing to change; )?ok=\d+ changed=\d+ skipped=\d+ failed=\d+ in \d+\.\d s/m;

/** hare_setup on a terminal, on a machine that config has run on. */
async function terminalOf(
  machine: Machine,
): Promise<(args: readonly string[], env?: Readonly<Record<string, string>>) => TerminalRun> {
  const ready = await machine.setup('config', '--config', machine.url);
  expect(ready.exitCode, ready.stderr).toBe(0);
  return (args, env = {}) =>
    onTerminal(
      [
        process.execPath,
        inRepository('packages/hare_setup/dist/bin.cjs'),
        ...args,
        '--root',
        machine.root,
      ],
      { ...machine.env, ...env },
    );
}

test.skipIf(!hasScript)(
  'a terminal shows what is at work, how long, and until when at most; colours, unless NO_COLOR; then the closing line',
  async () => {
    const machine = withSandbox({ packageManager: 'dpkg', withPackages: false });
    const setup = await terminalOf(machine);
    const coloured = setup(['init', '--yes'], { HCTL_SIM_FAIL: 'bootstrap-slow=2500' });
    expect(await coloured.ended, coloured.output()).toBe(0);
    expect(coloured.output()).toMatch(/… .* \(\d\.\d s, at most [^)]* more\)/);
    expect(hasColour(coloured.output())).toBe(true);
    expect(coloured.output()).toMatch(closing);
    // The running step is gone from the screen: every status line was wiped before the next text.
    expect(
      coloured
        .output()
        .split('\n')
        .map((line) => line.split(`\r${escape}[2K`).at(-1) ?? '')
        .filter((line) => line.startsWith('…')),
    ).toEqual([]);

    const plain = setup(['init'], { NO_COLOR: '1' });
    expect(await plain.ended).toBe(0);
    expect(hasColour(plain.output())).toBe(false);
    expect(plain.output()).toMatch(closing);

    const asked = setup(['init', '--color=always', '-v'], { NO_COLOR: '1' });
    expect(await asked.ended).toBe(0);
    expect(hasColour(asked.output())).toBe(true);

    const environment = { NO_COLOR: '', FORCE_COLOR: '1' };
    const forced = await runBin('hare_setup', ['explain', 'init'], environment);
    expect(forced.stdout).toContain(escape);
    const never = ['explain', 'init', '--color', 'never'];
    expect((await runBin('hare_setup', never, environment)).stdout).not.toContain(escape);
    const json = ['explain', 'init', '--json', '--color', 'always'];
    expect((await runBin('hare_setup', json)).stdout).not.toContain(escape);

    const piped = await machine.setup('init');
    expect(piped.stdout).toMatch(closing);
    expect(piped.stdout + piped.stderr).not.toMatch(/[\r…]/);
    expect(piped.stdout + piped.stderr).not.toContain(escape);
  },
);

test.skipIf(!hasScript)(
  'a failure on a terminal: reason, hint, log and the next command; of run also how to go on',
  async () => {
    const machine = withSandbox({ packageManager: 'dpkg', withPackages: false });
    const setup = await terminalOf(machine);
    const failed = setup(['init', '--yes'], { HCTL_SIM_FAIL: 'bootstrap-refuse', NO_COLOR: '1' });
    expect(await failed.ended).toBe(1);
    const text = failed.output().replaceAll('\r\n', '\n');
    expect(text).toMatch(/^hare_setup init: Start the cluster[^]*\[HCTL_BOOTSTRAP_FAILED\]$/m);
    expect(text).toMatch(/^ {2}hint: \S/m);
    expect(text).toContain(`  log: ${machine.root}/var/log/seagate/hare/setup.log\n`);
    expect(text).toMatch(/^ {2}next: hare_setup explain HCTL_BOOTSTRAP_FAILED$/m);

    const run = setup(['run', '--from', 'init', '--yes'], {
      HCTL_SIM_FAIL: 'bootstrap-refuse',
      NO_COLOR: '1',
    });
    expect(await run.ended).toBe(1);
    expect(run.output()).toMatch(
      /^init failed; fix the problem, then continue:\s+hare_setup run --from init --root /m,
    );
  },
);

test.skipIf(!hasScript)(
  'Ctrl-C ends a stage orderly with 130, and the report says how the cluster is',
  async () => {
    const machine = withSandbox({ packageManager: 'dpkg', withPackages: false });
    const setup = await terminalOf(machine);
    const run = setup(['run', '--from', 'init', '--yes'], {
      HCTL_SIM_FAIL: 'bootstrap-hang',
      NO_COLOR: '1',
    });
    await run.wrote(/… hctl bootstrap/);
    run.interrupt();
    expect(await run.ended, run.output()).toBe(130);
    expect(run.output()).toContain(
      'interrupted by SIGINT: no further step will start; a second interrupt stops immediately',
    );
    expect(run.output()).toMatch(/^hare_setup init: interrupted by SIGINT/m);
    expect(run.output()).toContain('  state: Restore the cluster state: stopped');
    expect(run.output()).toMatch(
      /^interrupted in init; to continue:\s+hare_setup run --from init --root /m,
    );
    expect(run.output()).not.toContain('== test');
  },
);

test.skipIf(!hasScript)('Ctrl-C twice stops at once', async () => {
  const machine = withSandbox({ packageManager: 'dpkg', withPackages: false });
  const setup = await terminalOf(machine);
  const init = setup(['init', '--yes'], { HCTL_SIM_FAIL: 'bootstrap-hang-hard', NO_COLOR: '1' });
  await init.wrote(/… hctl bootstrap/);
  init.interrupt();
  await init.wrote(/a second interrupt stops immediately/);
  init.interrupt();
  expect(await init.ended, init.output()).toBe(130);
  expect(init.output()).toContain('interrupted again: stopping immediately');
});

test.skipIf(!hasScript)(
  'init asks before it formats: no, Ctrl-D and Ctrl-C change nothing; yes formats',
  async () => {
    const machine = withSandbox({ packageManager: 'dpkg', withPackages: false });
    const setup = await terminalOf(machine);
    const asked = async (type: (run: TerminalRun) => void): Promise<TerminalRun> => {
      const run = setup(['init'], { NO_COLOR: '1' });
      await run.wrote(/Format these devices\? All data on them will be lost\. \[y\/N\] /);
      type(run);
      return run;
    };
    for (const [keys, exitCode] of [
      ['n\n', 1],
      ['\n', 1],
      ['\u0004', 1],
      ['\u0003', 130],
    ] as const) {
      const run = await asked((each) => each.type(keys));
      expect(await run.ended, run.output()).toBe(exitCode);
      expect(run.output()).toMatch(/ {2}format srvnode-1\.data\.private: \/dev\/sdc \(/);
      expect(run.output()).toContain(
        exitCode === 130 ? 'interrupted by SIGINT' : 'you did not agree; nothing was changed',
      );
    }
    expect(openSimulation(machine.hctlState).data().mkfsCount).toBe(0);
    const agreed = await asked((each) => each.type('y\n'));
    expect(await agreed.ended, agreed.output()).toBe(0);
    expect(openSimulation(machine.hctlState).data().mkfsCount).toBe(1);
    const again = setup(['init'], { NO_COLOR: '1' });
    expect(await again.ended).toBe(0);
    expect(again.output()).not.toContain('[y/N]');
  },
);

test.skipIf(!hasScript)(
  'run shows its plan, devices first, and asks once for all stages; without a yes nothing is done',
  async () => {
    const machine = withSandbox({ packageManager: 'dpkg' });
    const setup = (args: readonly string[]): TerminalRun =>
      onTerminal(
        [
          process.execPath,
          inRepository('packages/hare_setup/dist/bin.cjs'),
          ...['run', '--to', 'init', '--config', machine.url, '--root', machine.root, ...args],
        ],
        { ...machine.env, NO_COLOR: '1' },
      );
    const before = snapshot(machine.root);
    for (const [keys, exitCode] of [
      ['n\n', 1],
      ['\u0003', 130],
    ] as const) {
      const refused = setup([]);
      await refused.wrote(/Do this\? \[y\/N\] /);
      refused.type(keys);
      expect(await refused.ended, refused.output()).toBe(exitCode);
      expect(refused.output()).toMatch(/nothing was changed\r?\n/);
      expect(refused.output()).toMatch(/FORMAT: [^]*post_install: nothing to do[^]*Do this\?/);
      expect(refused.output()).not.toContain('== post_install');
    }
    expect(snapshot(machine.root)).toEqual(before);
    const agreed = setup([]);
    await agreed.wrote(/Do this\? \[y\/N\] /);
    agreed.type('y\n');
    expect(await agreed.ended, agreed.output()).toBe(0);
    expect(agreed.output().match(/\[y\/N\]/g)).toHaveLength(1);
    expect(agreed.output()).toContain('all stages passed');
    const again = setup([]);
    expect(await again.ended, again.output()).toBe(0);
    expect(again.output()).not.toContain('[y/N]');
  },
);
