import { HareError } from '@hare/base';
import type { StageContext, Step } from '@hare/stage';
import { isTestKey, kvKeysRemoved, logsRemoved, testArtifactsRemoved } from '@hare/footprint';
import type { ResetOptions } from './reset-options.js';
import { mkfsForgotten } from './steps/mkfs-forgotten.js';

/**
 * The leftovers of test, then the logs; the record of mkfs last, and only if requested and
 * confirmed.
 */
export function resetSteps(context: StageContext<ResetOptions>): readonly Step[] {
  const { forgetMkfs, yes } = context.options;
  if (forgetMkfs && !yes && !context.dryRun)
    throw new HareError(
      'CONFIRMATION_NEEDED',
      '--forget-mkfs needs --yes: after it, the next init formats the devices and all data are lost',
      { hint: 'check what it would remove: hare_setup reset --forget-mkfs --dry-run', exitCode: 2 },
    );
  return [
    kvKeysRemoved(context, {
      id: 'kv-test-keys',
      title: 'Remove leftovers of test from the KV',
      mayBeDown: true,
      keys: (entries) => [...entries.keys()].filter(isTestKey),
    }),
    testArtifactsRemoved(context),
    logsRemoved(context),
    ...(forgetMkfs ? [mkfsForgotten(context)] : []),
  ];
}
