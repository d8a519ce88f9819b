import { HareError } from '@hare/base';
import type { Step } from '@hare/stage';
import { bundleFolderState, makeBundleFolder, type BundlePlace } from '../bundle-place.js';

/** The folder of the bundle belongs to us, and no other user can read it. */
export function folderIsOurs({ folder }: BundlePlace): Step {
  return {
    id: 'folder',
    title: 'Create the directory of the bundle',
    check: async () =>
      (await bundleFolderState(folder)) === 'ready'
        ? { ok: true, note: folder }
        : {
            ok: false,
            error: new HareError('STEP_NOT_EFFECTIVE', `${folder} is missing or not private`),
            diff: `+ ${folder} (mode 700)`,
          },
    apply: () => makeBundleFolder(folder),
  };
}
