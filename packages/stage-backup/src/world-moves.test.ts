import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { layConfiguration, makeSandbox, type LaidConfiguration, type Sandbox } from '@hare/sandbox';
import { unpackBackup } from '@hare/backup';
import type { StageDefinition } from '@hare/stage';
import { runStageInProcess, withWorldMoving } from '@hare/stage/testing';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { backup } from './stage.js';

let sandbox: Sandbox;
let laid: LaidConfiguration;
let folder: string;
let file: string;
const backupHere = (stage: StageDefinition = backup): ReturnType<typeof runStageInProcess> =>
  runStageInProcess(stage, { argv: ['--root', sandbox.root, '--target', file], env: sandbox.env });

beforeEach(() => {
  sandbox = makeSandbox({ withPackages: false });
  onTestFinished(() => rmSync(sandbox.folder, { recursive: true }));
  laid = layConfiguration(sandbox);
  folder = path.join(sandbox.folder, 'backups');
  mkdirSync(folder);
  file = path.join(folder, 'hare.tar.gz');
});

function edit(name: string, change: (text: string) => string): void {
  writeFileSync(name, change(readFileSync(name, 'utf8')));
}

test.each<[string, string, () => unknown]>([
  [
    'BACKUP_TARGET_TAKEN',
    'somebody puts a file at the target',
    () => writeFileSync(file, 'precious'),
  ],
  [
    'BACKUP_TARGET_TAKEN',
    'the target becomes a link',
    () => symlinkSync(path.join(sandbox.folder, 'precious'), file),
  ],
  ['BACKUP_TARGET', 'the folder is opened to everybody', () => chmodSync(folder, 0o777)],
  [
    'BACKUP_TARGET',
    'the folder becomes a link',
    () => (renameSync(folder, `${folder}.other`), symlinkSync(`${folder}.other`, folder)),
  ],
  [
    'NOTHING_TO_BACK_UP',
    'the configuration goes away',
    () =>
      ['cluster.yaml', 'setup/config.json'].forEach((name) =>
        rmSync(laid.at(`var/lib/hare/${name}`)),
      ),
  ],
])('%s, and nothing is written, when %s before the archive is', async (code, _title, move) => {
  let moved: Buffer | undefined;
  const look = (): Buffer | undefined => (existsSync(file) ? readFileSync(file) : undefined);
  const { exitCode, report, stdout } = await backupHere(
    withWorldMoving(backup, 'backup', () => {
      move();
      moved = look();
    }),
  );
  expect(exitCode, stdout).toBe(1);
  expect(
    report.steps.find(({ id }) => id === 'backup'),
    stdout,
  ).toMatchObject({ outcome: 'failed', code });
  expect(look()).toEqual(moved);
  expect(existsSync(path.join(sandbox.folder, 'precious'))).toBe(false);
});

test('the backup of another cluster that comes to the target meanwhile is not overwritten', async () => {
  const record = laid.at('var/lib/hare/setup/mkfs.json');
  edit(record, (text) => text.replace('demo-cluster', 'another'));
  await backupHere();
  const another = readFileSync(file);
  edit(record, (text) => text.replace('another', 'demo-cluster'));
  rmSync(file);
  const { exitCode, report, stdout } = await backupHere(
    withWorldMoving(backup, 'backup', () => writeFileSync(file, another)),
  );
  expect(exitCode, stdout).toBe(1);
  expect(
    report.steps.find(({ id }) => id === 'backup'),
    stdout,
  ).toMatchObject({ outcome: 'failed', code: 'BACKUP_OF_OTHER_CLUSTER' });
  expect(readFileSync(file)).toEqual(another);
});

test('a key and a file that change meanwhile are saved as they are then', async () => {
  const { exitCode, stdout } = await backupHere(
    withWorldMoving(backup, 'backup', () => {
      edit(laid.kvFile, (text) => text.replace('"epoch": "1"', '"epoch": "2"'));
      writeFileSync(laid.at('var/lib/hare/confd.xc'), 'newer\n');
    }),
  );
  expect(exitCode, stdout).toBe(0);
  const { bytes } = await unpackBackup(readFileSync(file), { file });
  expect([
    bytes.get('var/confd.xc')?.toString(),
    new Map(JSON.parse(bytes.get('kv.json')?.toString() ?? '') as [string, string][]).get('epoch'),
  ]).toEqual(['newer\n', '2']);
});
