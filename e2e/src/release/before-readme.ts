import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Machine } from '../with-sandbox.js';

/** Stages that the example of a package's README takes for done, by its folder. */
const done: Readonly<Record<string, readonly string[]>> = {
  'stage-init': ['config'],
  'stage-test': ['config', 'init'],
  'stage-cleanup': ['config'],
  'stage-backup': ['config'],
  'stage-restore': ['config', 'backup', 'cleanup'],
};

/**
 * Brings a sandbox's machine to where the README of a package begins: a log of hax is there, and
 * the stages before have run, with an embedded KV. A stage that fails is an error.
 */
export async function beforeReadme(packageFolder: string, machine: Machine): Promise<void> {
  const { root, url } = machine;
  const logs = path.join(root, 'var/log/seagate/hare');
  const options: Readonly<Record<string, readonly string[]>> = {
    config: ['--config', url, '--kv', `json://${root}/var/lib/hare/kv.json`],
    backup: ['--target', path.join(root, 'var/backups/hare')],
    cleanup: ['--yes'],
  };
  for (const stage of done[packageFolder] ?? []) {
    const { exitCode, stdout, stderr } = await machine.setup(stage, ...(options[stage] ?? []));
    if (exitCode !== 0)
      throw new Error(
        `${stage}, before the README of ${packageFolder}, ended with ${exitCode}:\n${stdout}${stderr}`,
      );
  }
  mkdirSync(logs, { recursive: true });
  writeFileSync(path.join(logs, 'hare-hax.log'), '2026-01-01 00:00:00 started\n');
}
