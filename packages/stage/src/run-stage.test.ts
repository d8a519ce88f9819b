import { existsSync } from 'node:fs';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { HareError } from '@hare/base';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  checkOf,
  emptyMachine,
  folderStage,
  stageOf,
  type Machine,
} from '../tests/empty-machine.js';

let machine: Machine;
beforeEach(async () => {
  machine = await emptyMachine();
});

test('a stage changes what is missing, and nothing the second time', async () => {
  const first = await machine.run(folderStage);
  expect(first).toMatchObject({ exitCode: 0, stderr: '' });
  expect(first.report).toMatchObject({
    schema: 'hare.stage-report/1',
    outcome: 'changed',
    counts: { changed: 1 },
  });
  expect(first.stdout).toMatch(
    /^changed {7}The state folder exists {2}0\.\d s\n {14}\+ .*\nmake_folder: ok=0 changed=1 skipped=0 failed=0 in 0\.\d s\n$/,
  );
  const second = await machine.run(folderStage);
  expect(second.report).toMatchObject({ outcome: 'unchanged', counts: { ok: 1, changed: 0 } });
});

test('a dry run says what would change, leaves not even a folder, and exits 0', async () => {
  const { exitCode, report } = await machine.run(folderStage, ['--dry-run']);
  expect(exitCode).toBe(0);
  expect(report).toMatchObject({
    outcome: 'would-change',
    dryRun: true,
    steps: [{ outcome: 'would-change', diff: `+ ${machine.root}/var/lib/hare/setup` }],
  });
  await expect(stat(path.join(machine.root, 'var'))).rejects.toThrow('ENOENT');
  await expect(stat(path.join(machine.root, 'run'))).rejects.toThrow('ENOENT');
});

test('--json prints exactly one object on stdout and the text on stderr', async () => {
  const { stdout, stderr, report } = await machine.run(folderStage, ['--json']);
  expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(report)));
  expect(stderr).toContain('ok=0 changed=1');
});

describe('wrong usage is exit 2, changes nothing, and with --json is a report:', () => {
  test.each([
    [['--mod', '7'], 'unknown option --mod', 'did you mean --mode?'],
    [['--timeout', 'soon'], '--timeout cannot be "soon"', 'write a time'],
    [['--settings', '/no/such.yaml'], 'the settings file does not exist', 'correct the path'],
  ])('%j', async (argv, what, hint) => {
    const { exitCode, stdout, stderr, report } = await machine.run(folderStage, [
      ...argv,
      '--json',
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(what);
    expect(stderr).toContain(`hint: ${hint}`);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'failed', exitCode: 2, error: { what } });
    expect(report.exitCode).toBe(2);
    expect(existsSync(path.join(machine.root, 'var'))).toBe(false);
  });
});

test('help and version are answered at once, wherever they stand', async () => {
  const { stdout, exitCode } = await machine.run(folderStage, ['--nonsense', '--help']);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('Usage: hare-stage-make-folder [options]\n\nMakes the state folder.\n');
  expect(await machine.run(folderStage, ['--version'])).toMatchObject({
    exitCode: 0,
    stdout: '0.0.0\n',
  });
});

test('--services without one of ours leaves the stage out, with exit 0', async () => {
  const { report, stdout } = await machine.run(folderStage, ['--services', 's3,motr']);
  expect(report).toMatchObject({
    outcome: 'unchanged',
    exitCode: 0,
    steps: [],
    skipped: '--services s3,motr contains none of hare, hax, all',
  });
  expect(stdout).toContain('skipped: ');
  for (const services of ['hax', 's3,Hare', 'all'])
    expect(
      (await machine.run(folderStage, ['--services', services])).report.skipped,
    ).toBeUndefined();
});

test('a failure prints reason, hint, log and what explains it', async () => {
  const failing = checkOf(() =>
    Promise.resolve({
      ok: false,
      error: new HareError('PACKAGE_MISSING', 'package motr is missing', {
        hint: 'apt-get install motr',
      }),
    }),
  );
  const { exitCode, stderr } = await machine.run(failing, [], {
    program: 'hare_setup post_install',
  });
  expect(exitCode).toBe(1);
  expect(stderr).toBe(
    `hare_setup post_install: It is so: package motr is missing [PACKAGE_MISSING]\n  hint: apt-get install motr\n  log: ${machine.root}/var/log/seagate/hare/setup.log\n  next: hare_setup explain PACKAGE_MISSING\n`,
  );
  expect(await readFile(machine.logFile, 'utf8')).toContain('step look: failed');
});

test('an exception of a step is a defect: its stack is in the log and not on the terminal', async () => {
  const { exitCode, stdout, stderr, report } = await machine.run(
    checkOf(() => Promise.reject(new TypeError('x is undefined'))),
  );
  expect(exitCode).toBe(1);
  expect(report.steps).toMatchObject([{ outcome: 'failed', code: 'DEFECT' }]);
  expect(stdout + stderr).not.toContain('    at ');
  expect(await readFile(machine.logFile, 'utf8')).toMatch(/TypeError: x is undefined\n +at /);
});

test('an error while the steps are made fails the stage, an exception there is a defect', async () => {
  const refused = await machine.run(
    stageOf(() =>
      Promise.reject(new HareError('CONFSTORE_FILE_MISSING', 'no CDF', { hint: 'run config' })),
    ),
  );
  expect(refused).toMatchObject({
    exitCode: 1,
    report: { outcome: 'failed', error: { code: 'CONFSTORE_FILE_MISSING', hint: 'run config' } },
  });
  const defect = await machine.run(stageOf(() => Promise.reject(new RangeError('bad'))));
  expect(defect).toMatchObject({ exitCode: 1, report: { error: { code: 'DEFECT' } } });
  expect(defect.stderr).not.toContain('    at ');
});

test('settings that others can write are refused as machine.root, before anything is written', async () => {
  const file = path.join(machine.root, 'hare_setup.yaml');
  await writeFile(file, 'node: x\n');
  await chmod(file, 0o666);
  const { report } = await machine.run(folderStage, ['--settings', file], { uid: 0 });
  expect(report).toMatchObject({ exitCode: 1, error: { code: 'SETTINGS_NOT_TRUSTED' } });
  expect(existsSync(path.join(machine.root, 'var'))).toBe(false);
});
