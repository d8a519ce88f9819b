import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openSimulation } from '@hare/hctl-simulator';
import { snapshot } from '@hare/sandbox';
import { expect, test } from 'vitest';
import { type BinResult, runBin } from '../src/run-bin.js';
import { withSandbox, type Machine } from '../src/with-sandbox.js';

interface Planned {
  readonly machine: Machine;
  readonly file: string;
  readonly tree: () => Record<string, string>;
  /** `hare_setup run FILE`, which has no other option. */
  readonly run: (...argv: readonly string[]) => Promise<BinResult>;
  readonly edit: (change: (plan: Record<string, unknown>) => Record<string, unknown>) => void;
}

/** A machine with a plan that was written for it. */
async function planned(): Promise<Planned> {
  const machine = withSandbox({ packageManager: 'dpkg' });
  const file = path.join(machine.folder, 'hare.plan');
  const { exitCode, stdout, stderr } = await machine.setup(
    'plan',
    ...['--config', machine.url, '--out', file],
  );
  expect(exitCode, stdout + stderr).toBe(0);
  expect(stdout).toContain(`to do exactly this: hare_setup run ${file}\n`);
  return {
    machine,
    file,
    tree: () => snapshot(machine.root),
    run: (...argv) => runBin('hare_setup', ['run', file, ...argv], machine.env),
    edit: (change) =>
      writeFileSync(
        file,
        JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>)),
      ),
  };
}

test('a plan is kept for its owner alone, and run does what it says, once', async () => {
  const { machine, file, run } = await planned();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const first = await run();
  expect(first.exitCode, first.stdout + first.stderr).toBe(0);
  expect(first.stdout).toContain('all stages passed');
  expect(openSimulation(machine.hctlState).data().mkfsCount).toBe(1);
  const second = await run();
  expect(second.exitCode).toBe(1);
  expect(second.stderr).toMatch(/device srvnode-1[^\n]*: format, [^\n]*; now keep, /);
  expect(second.stderr).toContain('[PLAN_OUTDATED]');
  expect(openSimulation(machine.hctlState).data().mkfsCount).toBe(1);
});

test.each<[string, (machine: Machine) => void, RegExp]>([
  [
    'a device has data now',
    ({ root }) => writeFileSync(path.join(root, 'dev/sdd'), Buffer.alloc(8 * 2 ** 20, 'x')),
    /device srvnode-1\.data\.private: \/dev\/sdd: format, /,
  ],
  [
    'the ConfStore says something else',
    ({ confstoreFile }) =>
      writeFileSync(
        confstoreFile,
        readFileSync(confstoreFile, 'utf8').replace('"s3_instances": 2', '"s3_instances": 3'),
      ),
    /file \S*cluster\.yaml: new, sha256 \w+; now new, sha256 \w+/,
  ],
])('when %s, nothing is done, and what has moved is named', async (_what, move, named) => {
  const { machine, run, tree } = await planned();
  move(machine);
  const before = tree();
  const { exitCode, stdout, stderr } = await run();
  expect(exitCode, stdout).toBe(1);
  expect(stderr).toMatch(named);
  expect(stderr).toContain('nothing was done');
  expect(tree()).toEqual(before);
});

test.each<[string, (planned: Planned) => void, string]>([
  ['others can write it', ({ file }) => chmodSync(file, 0o622), 'PLAN_NOT_TRUSTED'],
  ['it is not a plan', ({ file }) => writeFileSync(file, '{"devices": []}'), 'PLAN_FILE_BROKEN'],
  ['it was cut off', ({ file }) => writeFileSync(file, '{"schema": "hare.pl'), 'PLAN_FILE_BROKEN'],
  [
    'a newer release wrote it',
    ({ edit }) => edit((plan) => ({ ...plan, release: '99.0.0' })),
    'PLAN_FILE_NEWER',
  ],
  [
    'its schema is newer',
    ({ edit }) => edit((plan) => ({ ...plan, schema: 'hare.plan-file/2' })),
    'PLAN_FILE_NEWER',
  ],
  [
    'it was made on another machine',
    ({ edit }) => edit((plan) => ({ ...plan, host: 'elsewhere' })),
    'PLAN_OUTDATED',
  ],
  [
    'somebody wrote that nothing is formatted',
    ({ edit }) =>
      edit((plan) => ({
        ...plan,
        foreseen: JSON.parse(
          JSON.stringify(plan['foreseen']).replaceAll('"format, ', '"keep, '),
        ) as object,
      })),
    'PLAN_OUTDATED',
  ],
])('a plan is refused when %s', async (_why, spoil, code) => {
  const all = await planned();
  spoil(all);
  const before = all.tree();
  const { exitCode, stdout, stderr } = await all.run();
  expect(exitCode, stdout + stderr).toBe(1);
  expect(stderr).toContain(`[${code}]`);
  expect(all.tree()).toEqual(before);
});

test('a password is not in the plan, and is asked for when the plan is run', async () => {
  const machine = withSandbox({ packageManager: 'dpkg' });
  const file = path.join(machine.folder, 'hare.plan');
  const kv = 'consul://me:s3cr3t-canary@127.0.0.1:1/';
  const planning = ['plan', '--config', machine.url, '--kv', kv, '--to', 'post_install'];
  expect((await machine.setup(...planning, '--out', file)).exitCode).toBe(0);
  expect(readFileSync(file, 'utf8')).not.toContain('canary');
  const { exitCode, stderr } = await runBin('hare_setup', ['run', file], machine.env);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`hare_setup run ${file} --kv VALUE`);
  expect((await runBin('hare_setup', ['run', file, '--kv', kv], machine.env)).exitCode).toBe(0);
});

test('what would fail is not written; a selection belongs to the plan', async () => {
  const machine = withSandbox({ packageManager: 'dpkg', withPackages: false });
  const file = path.join(machine.folder, 'hare.plan');
  const { exitCode } = await machine.setup('plan', '--config', machine.url, '--out', file);
  expect(exitCode).toBe(1);
  expect(() => statSync(file)).toThrow('ENOENT');
  const wrong = await runBin('hare_setup', ['run', file, '--from', 'init'], machine.env);
  expect(wrong.exitCode).toBe(2);
  expect(wrong.stderr).toContain('cannot be combined with a plan');
});
