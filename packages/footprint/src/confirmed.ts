import { HareError } from '@hare/base';
import type { StageContext, Look, Step } from '@hare/stage';
import { firstOf } from './summarize.js';

export interface Confirmation {
  /** Whether `--yes` was given. */
  readonly yes: boolean;
  /** What a person is asked about the losses: `Remove all this?` */
  readonly question: string;
  /** What would be lost, as sentences or lines; nothing: no question. */
  readonly losses: (look: Look) => Promise<readonly string[]>;
}

/**
 * A step of a stage that destroys something: a person at a terminal is asked, unless `--yes` was
 * given; a provisioner is not. Whoever agreed to a plan agreed to what it showed, and to no more.
 */
export function confirmed(
  { dryRun, terminal, agreed }: Pick<StageContext, 'dryRun' | 'terminal' | 'agreed'>,
  { yes, question, losses }: Confirmation,
): Step {
  return {
    id: 'confirmed',
    title: 'Confirm',
    check: async (look) => {
      if (dryRun || (agreed === undefined && (yes || !terminal))) return { ok: true };
      const lost = (await losses(look)).filter((line) => !isCovered(line, agreed));
      if (lost.length === 0) return { ok: true };
      const findings = firstOf(lost);
      if (agreed !== undefined)
        return {
          ok: false,
          refuse: true,
          error: new HareError('PLAN_OUTDATED', 'the plan did not show this; it was not done', {
            hint: 'check what would be done now: hare_setup plan',
          }),
          findings,
        };
      return {
        ok: false,
        refuse: true,
        question,
        error: new HareError(
          'CONFIRMATION_NEEDED',
          'this cannot be undone, so it needs confirmation; nothing was changed',
          { hint: 'to go on, add --yes to your command' },
        ),
        findings,
      };
    },
  };
}

function isCovered(line: string, agreed: readonly string[] = []): boolean {
  return agreed.some((each) => line === each || line.startsWith(`${each} `));
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
