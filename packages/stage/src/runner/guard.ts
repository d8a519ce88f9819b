import { HareError } from '@hare/confstore/error';
import type { Look } from '../seen.js';
import type { Fails, Step } from '../step.js';

/** What a guard found right before the act that it guards: reported as its own check would be. */
export class GuardFailed extends HareError {
  readonly verdict: Fails;

  constructor(verdict: Fails) {
    super(verdict.code ?? 'STEP_NOT_EFFECTIVE', verdict.reason, { where: verdict.where, hint: verdict.hint });
    this.verdict = verdict;
  }
}

/**
 * Calls the checks of other steps once more, for an `apply` right before an act that could destroy something, after its last wait.
 * @throws HareError with the code, findings and hint of the first check that does not hold
 */
export async function guard(look: Look, guards: readonly Pick<Step, 'check'>[]): Promise<void> {
  for (const step of guards) {
    const verdict = await step.check(look);
    if (!verdict.ok) throw new GuardFailed(verdict);
  }
}
