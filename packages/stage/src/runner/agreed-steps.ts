import { HareError } from '@hare/base';
import type { Step } from '../step.js';
import { isRefusal, type Judgement } from './judge-step.js';
import type { Runner } from './runner.js';

/**
 * Asks about the steps that need a person's agreement, and judges them by the answer; returns those
 * agreed to. Does not ask about anything that is refused anyway.
 */
export async function agreedSteps(
  judgements: Map<Step, Judgement>,
  { ask, dryRun, interrupted }: Pick<Runner, 'ask' | 'dryRun' | 'interrupted'>,
): Promise<ReadonlySet<Step>> {
  const agreed = new Set<Step>();
  if (ask === undefined || dryRun || interrupted() !== undefined) return agreed;
  const refusals = [...judgements].filter(([, judgement]) => isRefusal(judgement));
  const other = refusals.find(([, judgement]) => asksIn(judgement) === undefined)?.[0];
  for (const [step, judgement] of refusals) {
    const asks = asksIn(judgement);
    if (asks === undefined) continue;
    if (other !== undefined)
      judgements.set(step, {
        kind: 'pending',
        because: `not asked because "${other.title}" failed`,
      });
    else if (await ask(asks.question, asks.findings)) {
      agreed.add(step);
      judgements.set(step, { kind: 'verdict', verdict: { ok: true, note: 'confirmed' } });
    } else if (interrupted() !== undefined) judgements.delete(step);
    else
      judgements.set(step, {
        kind: 'error',
        error: new HareError('CONFIRMATION_NEEDED', 'you did not agree; nothing was changed'),
      });
  }
  return agreed;
}

function asksIn(
  judgement: Judgement,
): { readonly question: string; readonly findings: readonly string[] } | undefined {
  if (judgement.kind !== 'verdict' || judgement.verdict.ok) return undefined;
  const { question, findings = [] } = judgement.verdict;
  return question === undefined ? undefined : { question, findings };
}
