import type { StageContext, Step } from '@hare/stage';
import {
  confirmed,
  isTestKey,
  kvKeysRemoved,
  logsRemoved,
  testArtifactsRemoved,
} from '@hare/footprint';
import { forgottenLosses } from './forgotten-losses.js';
import type { ResetOptions } from './reset-options.js';
import { mkfsForgotten } from './steps/mkfs-forgotten.js';

/**
 * What test left, then the logs; the record of mkfs last, and only when it was asked for and
 * confirmed.
 */
export function resetSteps(context: StageContext<ResetOptions>): readonly Step[] {
  const { forgetMkfs, yes } = context.options;
  return [
    ...(forgetMkfs
      ? [confirmed(context, { yes, always: true, losses: () => forgottenLosses(context) })]
      : []),
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
