import { mkdir, stat } from 'node:fs/promises';
import type { StageContext, Step } from '@hare/stage';

/** The first step of a new stage: replace it by what the stage is for. */
export function stateFolderExists(context: StageContext): Step {
  const folder = context.places.stateDir;
  return {
    id: 'state-folder',
    title: 'The state folder exists',
    check: async () => {
      const found = await stat(folder).catch(() => undefined);
      return found?.isDirectory() ? { ok: true } : { ok: false, reason: `there is no folder ${folder}` };
    },
    apply: async () => {
      await mkdir(folder, { recursive: true, mode: 0o755 });
    },
  };
}
