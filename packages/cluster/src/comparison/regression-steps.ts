import type { Step } from '@hare/stage';
import type { ComparisonSession } from './comparison-session.js';
import { confdUnchanged } from './steps/confd-unchanged.js';
import { fidsAgree } from './steps/fids-agree.js';
import { kvUnchanged } from './steps/kv-unchanged.js';

/**
 * What plan regression compares besides the cluster's promises: confd.xc, the KV and the fids of
 * what runs.
 */
export function regressionSteps(session: ComparisonSession): readonly Step[] {
  return [confdUnchanged(session), kvUnchanged(session), fidsAgree(session)];
}
