import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { detachLoop, hasLoops, loopInPlaceOf, makeSandbox, type Sandbox } from '@hare/sandbox';
import { runStageInProcess, withWorldMoving } from '@hare/stage/testing';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { prepare } from './stage.js';

let machine: Sandbox;
let kv: string;
let device: string;

beforeEach(() => {
  machine = makeSandbox({ packageManager: 'dpkg', withPackages: false });
  onTestFinished(() => rmSync(machine.folder, { recursive: true }));
  kv = path.join(machine.folder, 'kv.json');
  device = path.join(machine.root, 'dev/sdc');
});

/** prepare, while the world moves between the check of the facts and their writing. */
const prepareWhile = (move: () => unknown): ReturnType<typeof runStageInProcess> =>
  runStageInProcess(withWorldMoving(prepare, 'facts', move), {
    argv: ['--root', machine.root, '--config', machine.url, '--kv', `json://${kv}`],
    env: machine.env,
  });

describe('of a device that must not be used any more no facts are shared', () => {
  async function expectRefused(finding: string, move: () => unknown): Promise<void> {
    const { exitCode, report, stdout } = await prepareWhile(move);
    expect(exitCode, stdout).toBe(1);
    const step = report.steps.find(({ id }) => id === 'facts');
    expect({ outcome: step?.outcome, code: step?.code }, stdout).toEqual({
      outcome: 'failed',
      code: 'DEVICES_UNUSABLE',
    });
    expect(step?.findings?.join('\n')).toContain(finding);
    expect(existsSync(kv)).toBe(false);
  }

  test.each([
    ['DEVICE_MISSING', 'goes away', () => unlinkSync(device)],
    ['DEVICE_TOO_SMALL', 'is swapped for a smaller one', () => truncateSync(device, 1 << 20)],
  ])('%s: it %s', (finding, _title, move) => expectRefused(finding, move));

  const loops = hasLoops();
  if (!loops)
    console.warn(
      'SKIPPED: block devices that are mounted or become read-only while prepare works: this machine cannot attach loop devices',
    );
  test.skipIf(!loops).each([
    ['DEVICE_MOUNTED', 'is mounted', mount],
    [
      'DEVICE_READ_ONLY',
      'becomes read-only',
      (loop: string) => execFileSync('/usr/sbin/blockdev', ['--setro', loop]),
    ],
  ])('%s: it %s', async (finding, _title, move) => {
    truncateSync(device, 16 << 20);
    const loop = loopInPlaceOf(device);
    onTestFinished(() => detachLoop(loop));
    await expectRefused(finding, () => move(loop));
  });
});

function mount(loop: string): void {
  const folder = path.join(machine.folder, 'mounted');
  mkdirSync(folder);
  execFileSync('/usr/sbin/mkfs.ext4', ['-q', loop]);
  execFileSync('mount', ['-o', 'ro', loop, folder]);
  onTestFinished(() => void execFileSync('umount', [folder]));
}

test('what another writes to the KV meanwhile stays beside the facts, and facts of this node are those of this machine', async () => {
  const facts = 'srvnode-1.data.private/facts';
  const { exitCode, stdout } = await prepareWhile(() =>
    writeFileSync(
      kv,
      JSON.stringify({
        'srvnode-2.data.private/facts': 'of another',
        vault: 'x',
        [facts]: 'wrong',
      }),
    ),
  );
  expect(exitCode, stdout).toBe(0);
  const keys = JSON.parse(readFileSync(kv, 'utf8')) as Record<string, string>;
  expect(keys).toMatchObject({
    'srvnode-2.data.private/facts': 'of another',
    vault: 'x',
    [facts]: expect.stringContaining('processorcount') as string,
  });
});
