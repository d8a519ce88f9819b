import { writeFile } from 'node:fs/promises';
import type { Sandbox } from '@hare/sandbox';
import { defineStage } from '@hare/stage';
import { collectBackup, packBackup } from '@hare/stage/backup';
import { runStageInProcess } from '@hare/stage/testing';

const saver = defineStage({
  name: 'save',
  summary: 'saves',
  description: 'saves',
  changes: false,
  options: { to: { flag: '--to', value: 'FILE', default: '', description: 'where' } },
  examples: [],
  steps: async (context) => {
    await writeFile(context.options.to, packBackup(await collectBackup(context)), { mode: 0o600 });
    return [];
  },
});

/** A backup as the stage backup makes it, without that stage. */
export async function saveByHand(sandbox: Sandbox, kvUrl: string, file: string): Promise<void> {
  const { exitCode, stderr } = await runStageInProcess(saver, { argv: ['--root', sandbox.root, '--kv', kvUrl, '--to', file], env: sandbox.env });
  if (exitCode !== 0) throw new Error(stderr);
}
