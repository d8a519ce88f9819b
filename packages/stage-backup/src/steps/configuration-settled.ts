import { HareError } from '@hare/base';
import { readdir } from 'node:fs/promises';
import type { StageContext, Step } from '@hare/stage';

/**
 * What a killed config has decided on but not yet put in place is put in place, or what would be
 * saved is a mixture.
 */
export function configurationSettled({ places }: Pick<StageContext, 'places'>): Step {
  const work = async (): Promise<readonly string[]> =>
    (await readdir(places.varDir).catch(() => [])).filter((name) =>
      name.startsWith('.hare-cfgen.'),
    );
  return {
    id: 'configuration-settled',
    title: 'Check that no configuration is partly written',
    check: async () => {
      const names = await work();
      return names.length === 0
        ? { ok: true }
        : {
            ok: false,
            error: new HareError(
              'STEP_NOT_EFFECTIVE',
              'config was interrupted: a configuration was written but not put in place',
            ),
            diff: names.map((name) => `- ${places.varDir}/${name}`).join('\n'),
          };
    },
    apply: async () => {
      const { recoverConfigFiles } = await import('@hare/cfgen');
      await recoverConfigFiles(places.varDir);
    },
  };
}
