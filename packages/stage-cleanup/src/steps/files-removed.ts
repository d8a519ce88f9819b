import type { Step } from '@hare/stage';
import { removeFiles, HareError } from '@hare/base';

export interface FilesRemoval {
  readonly id: string;
  readonly title: string;
  /** What so many files are. */
  readonly what: (count: number) => string;
  readonly files: () => Promise<readonly string[]>;
}

/** Single files are gone. A link is removed itself, never what it points to. */
export function filesRemoved({ id, title, what, files }: FilesRemoval): Step {
  return {
    id,
    title,
    check: async () => {
      const found = await files();
      return found.length === 0
        ? { ok: true }
        : {
            ok: false,
            error: new HareError('STEP_NOT_EFFECTIVE', what(found.length)),
            diff: found.map((file) => `- ${file}`).join('\n'),
          };
    },
    apply: async () => removeFiles(await files()),
  };
}
