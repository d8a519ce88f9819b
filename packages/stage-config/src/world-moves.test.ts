import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { applyConfiguration } from '@hare/kv';
import { makeSandbox, type Sandbox } from '@hare/sandbox';
import type { StageDefinition } from '@hare/stage';
import { runStageInProcess, withWorldMoving } from '@hare/stage/testing';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { config } from './stage.js';

let machine: Sandbox;
let kvFile: string;

beforeEach(() => {
  machine = makeSandbox({ packageManager: 'dpkg', withPackages: false });
  onTestFinished(() => rmSync(machine.folder, { recursive: true }));
  kvFile = path.join(machine.folder, 'kv.json');
});

const cdf = (): string => path.join(machine.root, 'var/lib/hare/cluster.yaml');
const read = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};
const configHere = (stage: StageDefinition = config): ReturnType<typeof runStageInProcess> =>
  runStageInProcess(stage, {
    argv: ['--root', machine.root, '--config', machine.url, '--kv', `json://${kvFile}`],
    env: machine.env,
  });
const keys = (): Record<string, string> =>
  JSON.parse(readFileSync(kvFile, 'utf8')) as Record<string, string>;
const write = (entries: object): void => writeFileSync(kvFile, JSON.stringify(entries));

/** Another node applies a configuration of its own. */
const applyAnother = (): Promise<unknown> =>
  applyConfiguration({
    kv: `json://${kvFile}`,
    entries: [
      { key: 'm0conf/nodes/another/processes/1/services/ha', value: '1' },
      { key: 'epoch', value: 1 },
    ],
    owner: 'another',
  });

describe('the KV is changed by another between the first look and the write', () => {
  test.each([
    ['cdf', false],
    ['kv', true],
  ])(
    'to another configuration, before step %s: it is refused, the KV stays theirs',
    async (id, filesAreWritten) => {
      let theirs: string | undefined;
      const { exitCode, report, stdout } = await configHere(
        withWorldMoving(config, id, async () => {
          await applyAnother();
          theirs = read(kvFile);
        }),
      );
      expect(exitCode, stdout).toBe(1);
      expect(
        report.steps.find((step) => step.id === 'kv'),
        stdout,
      ).toMatchObject({ outcome: 'failed', code: 'APPLY_DIFFERENT' });
      expect(read(kvFile)).toBe(theirs);
      expect(read(cdf()) !== undefined).toBe(filesAreWritten);
    },
  );

  test('to the same configuration: it is taken for done, and written once', async () => {
    await configHere();
    const done = keys();
    rmSync(kvFile);
    const { exitCode, stdout } = await configHere(withWorldMoving(config, 'kv', () => write(done)));
    expect(exitCode, stdout).toBe(0);
    expect(keys()).toEqual(done);
  });

  test('by keys that are not Hare’s: they stay', async () => {
    const { exitCode, stdout } = await configHere(
      withWorldMoving(config, 'kv', () => write({ 'vault/core': 'x' })),
    );
    expect(exitCode, stdout).toBe(0);
    expect(keys()).toMatchObject({
      'vault/core': 'x',
      'hare_setup/apply': expect.stringContaining('applied') as string,
    });
  });

  test('to what is no KV: a coded error, and it is not overwritten', async () => {
    const { exitCode, report, stdout } = await configHere(
      withWorldMoving(config, 'kv', () => writeFileSync(kvFile, '{')),
    );
    expect(exitCode, stdout).toBe(1);
    expect(
      report.steps.find((step) => step.id === 'kv'),
      stdout,
    ).toMatchObject({ outcome: 'failed', code: 'SYNTAX' });
    expect(read(kvFile)).toBe('{');
  });
});
