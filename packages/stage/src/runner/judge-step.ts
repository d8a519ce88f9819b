import { type HareError, codedError } from '@hare/base';
import type { Look } from '../seen.js';
import type { Step, Verdict } from '../step.js';

/**
 * What a check came to: a verdict, an expected failure it threw, a defect, or nothing yet because
 * it comes after a step that must first be applied.
 */
export type Judgement =
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  | { readonly kind: 'error'; readonly error: HareError }
  | { readonly kind: 'defect'; readonly error: unknown }
  /** `because`: what it waits for, or why it was not judged. */
  | { readonly kind: 'pending'; readonly because: string };

/** Calls a step's check; what it throws becomes part of the judgement. */
export async function judgeStep(step: Step, look: Look): Promise<Judgement> {
  try {
    return { kind: 'verdict', verdict: await step.check(look) };
  } catch (error) {
    const coded = codedError(error);
    return coded === undefined ? { kind: 'defect', error } : { kind: 'error', error: coded };
  }
}

/** Nothing may be written if a check refuses, or has no result. */
export function isRefusal(judgement: Judgement): boolean {
  return (
    judgement.kind === 'error' ||
    judgement.kind === 'defect' ||
    (judgement.kind === 'verdict' && !judgement.verdict.ok && judgement.verdict.refuse === true)
  );
}

export function holds(judgement: Judgement): boolean {
  return judgement.kind === 'verdict' && judgement.verdict.ok;
}
