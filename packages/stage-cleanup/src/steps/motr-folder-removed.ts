import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { StageContext, Step } from '@hare/stage';
import { isOwnFolder } from '@hare/footprint';
import { lstatIfThere, removeTree, HareError } from '@hare/base';

/** `/var/motr`, where Motr's services work, is gone; when it is a mount point, it is empty. */
export function motrFolderRemoved(context: Pick<StageContext, 'path'>): Step {
  const folder = context.path('/var/motr');
  return {
    id: 'motr-folder',
    title: "Remove Motr's working directory",
    check: async () => {
      if (!isOwnFolder(folder)) return { ok: true };
      const names = await readdir(folder);
      if (names.length === 0 && (await isMountPoint(folder)))
        return { ok: true, note: `${folder} is an empty mount point` };
      return {
        ok: false,
        error: new HareError('STEP_NOT_EFFECTIVE', `${folder} exists`),
        diff: [
          ...names.slice(0, 40).map((name) => `- ${path.join(folder, name)}`),
          `- ${folder}`,
        ].join('\n'),
      };
    },
    apply: () => removeTree(folder),
  };
}

async function isMountPoint(folder: string): Promise<boolean> {
  const [own, parent] = [await lstatIfThere(folder), await lstatIfThere(path.dirname(folder))];
  return own !== undefined && parent !== undefined && own.dev !== parent.dev;
}
