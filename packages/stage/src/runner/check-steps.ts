import type { Step } from '../step.js';
import { holds, isRefusal, type Judgement } from './judge-step.js';
import type { Runner } from './runner.js';

/**
 * Phase 1: calls every check before anything is written. A step that comes `after` others is judged
 * only if they pass already: before they are applied its check could only fail. Ends early, with
 * steps left out, when the stage is interrupted.
 */
export async function checkSteps(
  steps: readonly Step[],
  runner: Runner,
  judge: (step: Step) => Promise<Judgement>,
): Promise<ReadonlyMap<Step, Judgement>> {
  const judgements = new Map<Step, Judgement>();
  const byId = new Map<string, Step>();
  for (const step of steps) {
    if (byId.has(step.id)) throw new Error(`two steps are called ${step.id}`);
    for (const id of step.after ?? [])
      if (!byId.has(id))
        throw new Error(`step ${step.id} is after ${id}, which is not an earlier step`);
    byId.set(step.id, step);
  }
  for (const step of steps) {
    if (runner.interrupted() !== undefined) break;
    const needed = (step.after ?? [])
      .flatMap((id) => byId.get(id) ?? [])
      .find((other) => !isDone(judgements.get(other)));
    if (needed !== undefined) {
      judgements.set(step, { kind: 'pending', because: needs(needed, judgements.get(needed)) });
      continue;
    }
    runner.checking(step);
    const judgement = await judge(step);
    // A check that an interruption cut short says nothing about its step.
    if (runner.interrupted() !== undefined && judgement.kind !== 'verdict') break;
    if (judgement.kind === 'defect') runner.defect(judgement.error);
    judgements.set(step, sameAsEarlier(judgement, judgements) ?? judgement);
  }
  return judgements;
}

/** Steps that share what they look at meet the same error: it is reported once, by the first. */
function sameAsEarlier(
  judgement: Judgement,
  earlier: ReadonlyMap<Step, Judgement>,
): Judgement | undefined {
  if (judgement.kind !== 'error') return undefined;
  const first = [...earlier].find(
    ([, other]) => other.kind === 'error' && other.error === judgement.error,
  );
  return first === undefined ? undefined : { kind: 'pending', because: needs(...first) };
}

function isDone(judgement: Judgement | undefined): boolean {
  return judgement !== undefined && holds(judgement);
}

/** Why a step is not judged: the one before it, and what that came to. */
function needs(step: Step, judgement: Judgement | undefined): string {
  return `needs "${step.title}", which ${stateOf(step, judgement)}`;
}

function stateOf(step: Step, judgement: Judgement | undefined): string {
  if (judgement === undefined || judgement.kind === 'pending') return 'was skipped';
  return isRefusal(judgement) || step.apply === undefined ? 'failed' : 'is pending';
}
