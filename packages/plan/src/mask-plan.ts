import type { Masker } from '@hare/cli/output';
import type { RunPlan } from './run-plan.js';

/** A plan without secrets: `keys` is a name of secrets elsewhere, here it lists keys of the KV. */
export function maskPlan(plan: RunPlan, masker: Masker): RunPlan {
  return {
    ...masker.data(plan),
    keys: plan.keys.map((keys) => ({ ...keys, kv: masker.text(keys.kv) })),
  };
}
