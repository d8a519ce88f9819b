import path from 'node:path';
import type { StageContext, Step } from '@hare/stage';
import { listKeptCopies, listOwnedConfigFiles, summarize } from '@hare/footprint';
import {
  namesOf,
  removeBelow,
  removeEmptyFolders,
  removeFiles,
  removeTree,
  HareError,
} from '@hare/base';

/**
 * CDF and generated configuration are gone; other files next to them stay. The CDF is removed last:
 * the others were made from it.
 */
export function configurationRemoved({ places }: Pick<StageContext, 'places'>): Step {
  return {
    id: 'configuration',
    title: 'Remove cluster description and generated configuration',
    check: async () => {
      const { cdf, generated, work, warnings } = await listOwnedConfigFiles(places);
      const all = [
        ...work,
        ...generated.map((name) => path.join(places.varDir, name)),
        ...(await listKeptCopies(places.cdfFile)),
        ...cdf,
      ];
      if (all.length === 0) return { ok: true, warnings };
      return {
        ok: false,
        error: new HareError(
          'STEP_NOT_EFFECTIVE',
          `${summarize(all.length, 'file')} of the configuration`,
        ),
        diff: all.map((file) => `- ${file}`).join('\n'),
        warnings,
      };
    },
    apply: async () => {
      const { cdf, generated } = await listOwnedConfigFiles(places);
      const ways = generated.map(namesOf);
      await removeBelow(places.varDir, ways);
      await removeEmptyFolders(
        places.varDir,
        ways.map((way) => way.slice(0, -1)),
      );
      // Looked up again: folders with only empty folders in them, as a killed removal leaves them,
      // are found only now.
      for (const each of (await listOwnedConfigFiles(places)).work) await removeTree(each);
      await removeFiles(await listKeptCopies(places.cdfFile));
      await removeFiles(cdf);
    },
  };
}
