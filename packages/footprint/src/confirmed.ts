import { HareError } from '@hare/base';
import type { StageContext, Look, Step } from '@hare/stage';
import { firstOf } from './summarize.js';

export interface Confirmation {
  /** Whether `--yes` was given. */
  readonly yes: boolean;
  /** Asked for also where nobody sits at a terminal. */
  readonly always: boolean;
  /** What would be lost, as sentences or lines; nothing: no question. */
  readonly losses: (look: Look) => Promise<readonly string[]>;
}

/**
 * The first step of a stage that destroys something: on a terminal, or always, nothing happens
 * without `--yes`.
 */
export function confirmed(
  { dryRun, terminal }: Pick<StageContext, 'dryRun' | 'terminal'>,
  { yes, always, losses }: Confirmation,
): Step {
  return {
    id: 'confirmed',
    title: 'Confirm',
    check: async (look) => {
      if (yes || dryRun || (!terminal && !always)) return { ok: true };
      const lost = await losses(look);
      if (lost.length === 0) return { ok: true };
      return {
        ok: false,
        refuse: true,
        error: new HareError(
          'CONFIRMATION_NEEDED',
          'this cannot be undone, so it needs confirmation; nothing was changed',
          { hint: 'to go on, add --yes to your command' },
        ),
        findings: firstOf(lost),
      };
    },
  };
}

/** What steps that destroy something would do, as lines. */
export async function lossesOf(steps: readonly Step[], look: Look): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const step of steps) {
    const verdict = await step.check(look);
    if (!verdict.ok)
      lines.push(
        `${verdict.error.message}${verdict.diff === undefined ? '' : `:\n${firstOf(verdict.diff.split('\n'), 12).join('\n')}`}`,
      );
  }
  return lines;
}
