import { type HareError, codedError } from '@hare/base';
import type { Look } from '../seen.js';
import type { Step } from '../step.js';
import type { Effect } from './effect.js';

/**
 * Asks steps what they would do, and records the future content of files. A step whose check failed
 * usually does not know either: `problem` is the first reason for that. `look` is that of their
 * checks.
 */
export async function askSteps(
  steps: readonly Step[],
  look: Look,
  planned: Map<string, string>,
): Promise<{ readonly effects: readonly Effect[]; readonly problem: HareError | undefined }> {
  const effects: Effect[] = [];
  let problem: HareError | undefined;
  for (const step of steps) {
    try {
      effects.push(...((await step.forecast?.(look)) ?? []));
    } catch (error) {
      const coded = codedError(error);
      if (coded === undefined) throw error;
      problem ??= coded;
    }
  }
  for (const effect of effects)
    // oxlint-disable-next-line typescript/no-unnecessary-condition -- others add kinds
    if (effect.kind === 'file' && effect.text !== undefined) planned.set(effect.path, effect.text);
  return { effects, problem };
}
