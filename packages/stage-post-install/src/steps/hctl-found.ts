import { HareError } from '@hare/base';
import type { StageContext, Step } from '@hare/stage';

/** The hctl command, which later stages need, is here and may be executed. */
export function hctlFound(context: Pick<StageContext, 'settings' | 'places' | 'env'>): Step {
  return {
    id: 'hctl',
    title: 'Find hctl',
    check: async () => {
      const { findHctl } = await import('@hare/hctl');
      try {
        const note = findHctl({
          setting: context.settings.hctl,
          path: context.env['PATH'],
          prefix: context.places.prefix,
        });
        return { ok: true, note };
      } catch (error) {
        if (!(error instanceof HareError)) throw error;
        return { ok: false, error };
      }
    },
  };
}
