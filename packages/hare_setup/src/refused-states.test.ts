import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runStageInProcess } from '@hare/stage/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { stages } from './stages.js';

/**
 * The code with which a stage ends on a machine that has nothing but this file; undefined: it
 * looked further.
 */
async function refusalOf(
  name: string,
  relative: string,
  text: string,
  ...argv: readonly string[]
): Promise<string | undefined> {
  const root = await mkdtemp(path.join(tmpdir(), 'hare-refused-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const file = path.join(root, 'var/lib/hare', relative);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
  const stage = await stages.find((entry) => entry.name === name)?.load();
  if (stage === undefined) throw new Error(`unknown stage ${name}`);
  const { report } = await runStageInProcess(stage, {
    argv: ['--root', root, '--kv', `json://${root}/kv.json`, ...argv],
  });
  return report.error?.code;
}

const names = stages.map(({ name }) => name);
const despiteUnfinishedRestore = ['post_install', 'reset', 'cleanup', 'restore', 'support_bundle'];
const despiteNewerRelease = ['pre_upgrade', 'restore', 'support_bundle'];

describe('after a restore that was cut short', () => {
  test.each(names)(
    '%s runs only if it brings order, or does not build on the configuration',
    async (name) => {
      const code = await refusalOf(name, '.hare-restore/archive.tar.gz', '');
      expect(code === 'RESTORE_UNFINISHED').toBe(!despiteUnfinishedRestore.includes(name));
    },
  );
});

describe('after a newer release', () => {
  test.each(names)('%s runs only if it brings back an older state, or only looks', async (name) => {
    const code = await refusalOf(
      name,
      'setup/config.json',
      JSON.stringify({ version: 1, url: 'json:///c', cdf: '/c', digest: '', release: '99.0.0' }),
      '--dry-run',
    );
    expect(code === 'STATE_NEWER').toBe(!despiteNewerRelease.includes(name));
  });
});
