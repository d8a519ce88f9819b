import { HareError, isHareError } from '@hare/base';
import type { Look } from '../seen.js';
import type { Fails, Step } from '../step.js';

/** A step used as a guard: if its own `apply` is still to come, it need not pass yet. */
export type Guard = Pick<Step, 'check' | 'apply'>;

/** What a guard found right before the act that it guards: reported as its own check would be. */
export class GuardFailed extends HareError {
  readonly guard: Guard;
  readonly found: Fails | HareError;

  constructor(guard: Guard, found: Fails | HareError) {
    const { code, message, where, hint } = isHareError(found) ? found : found.error;
    super(code, message, { where, hint, cause: found });
    this.guard = guard;
    this.found = found;
  }
}

/**
 * The same step, whose apply asks these guards right before it begins; for one that does not wait
 * on the way.
 */
export function guarded(step: Step, guards: readonly Guard[]): Step {
  return {
    ...step,
    apply: async (look) => {
      await guard(look, guards);
      await step.apply?.(look);
    },
  };
}

/** Must pass without an apply of its own: everything that can be applied was applied before. */
export function asGuard(step: Step): Guard {
  return { check: (look) => step.check(look) };
}

/**
 * Calls the checks of other steps once more, for an `apply` right before an act that could destroy
 * something, after its last wait. A step that only checks must pass; one whose own apply is still
 * to come must not refuse.
 * @throws HareError with the code, findings and hint of the first that fails
 */
export async function guard(look: Look, guards: readonly Guard[]): Promise<void> {
  for (const step of guards) {
    const verdict = await step.check(look).catch((error: unknown) => {
      throw isHareError(error) ? new GuardFailed(step, error) : error;
    });
    if (!verdict.ok && (step.apply === undefined || verdict.refuse === true))
      throw new GuardFailed(step, verdict);
  }
}
