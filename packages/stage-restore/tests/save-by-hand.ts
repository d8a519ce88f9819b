import type { Sandbox } from '@hare/sandbox';
import { runStageInProcess } from '@hare/stage/testing';
import { saver } from '@hare/backup/testing';

/** A backup as the stage backup makes it, without that stage. */
export async function saveByHand(sandbox: Sandbox, kvUrl: string, file: string): Promise<void> {
  const { exitCode, stderr } = await runStageInProcess(saver, {
    argv: ['--root', sandbox.root, '--kv', kvUrl, '--to', file],
    env: sandbox.env,
  });
  if (exitCode !== 0) throw new Error(stderr);
}
