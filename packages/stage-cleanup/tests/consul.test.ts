import { rm } from 'node:fs/promises';
import { ConsulKv } from '@hare/consul';
import { findConsul, startConsul } from '@hare/real-consul';
import { foreignKeys, hareKeys, layConfiguration, makeSandbox } from '@hare/sandbox';
import { runStageInProcess } from '@hare/stage/testing';
import { expect, onTestFinished, test } from 'vitest';
import { cleanup } from '../src/stage.js';

const program = await findConsul();

test.skipIf(program === undefined)(
  "in a real Consul, Hare's keys below the prefix go and nobody else's",
  async () => {
    const cluster = await startConsul({ binary: program?.binary ?? '' });
    onTestFinished(() => cluster.stop());
    const sandbox = makeSandbox({ withPackages: false });
    onTestFinished(() => rm(sandbox.folder, { recursive: true }));
    layConfiguration(sandbox);
    const kv = ConsulKv.at(cluster.address);
    for (const [key, text] of Object.entries({ ...hareKeys(), ...foreignKeys })) {
      await kv.put(`site/a/${key}`, text);
      await kv.put(key, text);
    }
    const { exitCode, stdout } = await runStageInProcess(cleanup, {
      argv: ['--root', sandbox.root, '--kv', `${cluster.url}site/a`],
      env: sandbox.env,
    });
    expect(exitCode, stdout).toBe(0);
    const left = (await kv.tree('')).entries.map(({ key }) => key);
    expect(left.filter((key) => key.startsWith('site/a/')).map((key) => key.slice(7))).toEqual(
      Object.keys(foreignKeys).sort(),
    );
    expect(left.filter((key) => !key.startsWith('site/a/'))).toEqual(
      [...Object.keys(hareKeys()), ...Object.keys(foreignKeys)].sort(),
    );
  },
);
