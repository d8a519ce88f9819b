import { HareError } from '@hare/base';
import type { StageContext, Step } from '@hare/stage';
import type { BundleOptions } from '../bundle-options.js';
import { makeBundle, type BundleRequest, type MadeBundle } from '../make-bundle.js';

/** The bundle shows how things are now: each run makes a new one. */
export function bundleWritten(context: StageContext<BundleOptions>, request: BundleRequest): Step {
  let made: MadeBundle | undefined;
  const { file } = request.place;
  return {
    id: 'bundle',
    title: 'Write the support bundle',
    check: () => {
      if (made === undefined)
        return Promise.resolve({
          ok: false,
          error: new HareError('STEP_NOT_EFFECTIVE', 'a bundle is always written'),
          diff: `+ ${file}`,
        });
      const { sizeBytes, entries, leftOut } = made;
      return Promise.resolve({
        ok: true,
        note: file,
        figures: { file, sizeBytes, entries, leftOut },
        ...(leftOut === 0
          ? {}
          : {
              warnings: [
                `${leftOut} items are missing; manifest.json in the bundle lists them with reasons`,
              ],
            }),
      });
    },
    apply: async () => {
      made = await makeBundle(context, request);
    },
  };
}
