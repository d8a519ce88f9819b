import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { ConsulKv } from '@hare/consul';
import { findConsul, startConsul } from '@hare/real-consul';
import { foreignKeys, hareKeys, layConfiguration, makeSandbox } from '@hare/sandbox';
import { runStageInProcess } from '@hare/stage/testing';
import { expect, onTestFinished, test } from 'vitest';
import { restore } from '../src/stage.js';
import { saveByHand } from './save-by-hand.js';

const program = await findConsul();

test.skipIf(program === undefined)(
  'in a real Consul, keys come back as they were, those added since go, and foreign ones stay',
  async () => {
    const cluster = await startConsul({ binary: program?.binary ?? '' });
    onTestFinished(() => cluster.stop());
    const sandbox = makeSandbox({ withPackages: false });
    onTestFinished(() => rm(sandbox.folder, { recursive: true }));
    const { at } = layConfiguration(sandbox);
    const kv = ConsulKv.at(cluster.address);
    const present = async (): Promise<unknown> =>
      Object.fromEntries(
        (await kv.tree('')).entries.map((entry) => [entry.key, [entry.text, entry.flags]]),
      );
    for (const [key, text] of Object.entries({ ...hareKeys(), ...foreignKeys }))
      await kv.put(key, text);
    // Of 64 bits, as another program may keep them.
    for (const key of ['config_path', 'm0_client_types'])
      await kv.put(key, hareKeys()[key] ?? '', { flags: '18446744073709551615' });
    const before = await present();
    const file = path.join(sandbox.folder, 'hare.tar.gz');
    await saveByHand(sandbox, cluster.url, file);
    await kv.transaction(
      [
        ...Object.keys(hareKeys()).map((key) => ({ verb: 'delete', key }) as const),
        { verb: 'set', key: 'm0conf/new', text: 'x' },
      ],
      true,
    );
    await rm(at('var/lib/hare/setup/config.json'));
    const { exitCode, stdout } = await runStageInProcess(restore, {
      argv: ['--root', sandbox.root, '--target', file],
      env: sandbox.env,
    });
    expect(exitCode, stdout).toBe(0);
    expect(await present()).toEqual(before);
    expect(await readFile(at('var/lib/hare/setup/config.json'), 'utf8')).toContain('json://');
    expect(
      (
        await runStageInProcess(restore, {
          argv: ['--root', sandbox.root, '--target', file, '--kv', cluster.url],
          env: sandbox.env,
        })
      ).report.outcome,
    ).toBe('unchanged');
  },
);
