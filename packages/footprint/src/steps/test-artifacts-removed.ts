import type { StageContext, Step } from '@hare/stage';
import { removeTree, lstatIfThere, walkTree, HareError } from '@hare/base';
import { testFolder } from '../test-artifacts.js';

/** What the stage test wrote on this machine is gone. */
export function testArtifactsRemoved({ places }: Pick<StageContext, 'places'>): Step {
  const folder = testFolder(places);
  return {
    id: 'test-artifacts',
    title: 'Remove leftovers of test',
    check: async () => {
      if ((await lstatIfThere(folder)) === undefined) return { ok: true };
      const lines = walkTree(folder).flatMap((entry) =>
        entry.stats.isDirectory() ? [] : [`- ${entry.path}`],
      );
      return {
        ok: false,
        error: new HareError('STEP_NOT_EFFECTIVE', `test left the directory ${folder}`),
        diff: lines.length === 0 ? `- ${folder}` : lines.join('\n'),
      };
    },
    apply: () => removeTree(folder),
  };
}
