import { existsSync } from 'node:fs';
import { forgetMkfs, formattedCdfFile, mkfsFile, mkfsForgottenFile } from '@hare/cluster';
import type { StageContext, Step } from '@hare/stage';
import { leftoversOf, lstatIfThere, removeFiles, HareError } from '@hare/base';
import { mkfsKey, openStageKv } from '@hare/kv';

/**
 * Nothing says any more that the devices were formatted: neither the file of this node nor its copy
 * in the KV.
 */
export function mkfsForgotten({ places, kvUrl }: Pick<StageContext, 'places' | 'kvUrl'>): Step {
  const file = mkfsFile(places);
  return {
    id: 'mkfs-forgotten',
    title: 'Remove the mkfs record',
    check: async () => {
      const isLost = existsSync(formattedCdfFile(places)) && !existsSync(mkfsForgottenFile(places));
      const inFile =
        (await lstatIfThere(file)) !== undefined || (await leftoversOf(file)).length > 0 || isLost;
      const found = await openStageKv({ kvUrl });
      if (found.kind === 'open') await found.kv.close();
      const inKv = found.kind === 'open' && found.entries.has(mkfsKey);
      if (inFile || inKv) {
        return {
          ok: false,
          error: new HareError('STEP_NOT_EFFECTIVE', 'the mkfs record still exists'),
          diff: [
            ...(inFile ? [`- ${file}`] : []),
            ...(inKv ? [`- ${found.kv.url} ${mkfsKey}`] : []),
          ].join('\n'),
        };
      }
      // Nodes that have no file believe the KV.
      return found.kind === 'open'
        ? { ok: true }
        : {
            ok: true,
            warnings: [
              `${found.reason}; if its KV contains ${mkfsKey}, run this again while the ` +
                'cluster is running',
            ],
          };
    },
    apply: async () => {
      const found = await openStageKv({ kvUrl });
      if (found.kind === 'open') {
        await found.kv.change({ deletes: [mkfsKey] });
        await found.kv.close();
      }
      await removeFiles(await leftoversOf(file));
      await forgetMkfs(places);
    },
  };
}
