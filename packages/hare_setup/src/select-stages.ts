import { usageError } from '@hare/cli';

/** What a provisioner runs to bring a node up, in this order. */
export const defaultRun: readonly string[] = ['post_install', 'prepare', 'config', 'init', 'test'];

export interface Selection {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Separated by commas. */
  readonly skip?: string | undefined;
}

/**
 * The stages of a run, in their order, of those that there are. @throws HareError `USAGE` for a
 * stage that is not part of a run
 */
export function selectStages(
  known: readonly string[],
  { from, to, skip }: Selection,
): readonly string[] {
  const run = defaultRun.filter((name) => known.includes(name));
  const position = (flag: string, given: string): number => {
    const at = run.indexOf(given.trim().replaceAll('-', '_'));
    if (at === -1)
      throw usageError(
        `${flag} ${given} is not a stage of a run`,
        `stages of a run: ${run.join(', ')}`,
      );
    return at;
  };
  const first = from === undefined ? 0 : position('--from', from);
  const last = to === undefined ? run.length - 1 : position('--to', to);
  if (first > last)
    throw usageError(
      `--from ${from ?? ''} comes after --to ${to ?? ''}`,
      `the order is: ${run.join(', ')}`,
    );
  const skipped = new Set(
    (skip ?? '')
      .split(',')
      .filter((name) => name.trim() !== '')
      .map((name) => position('--skip', name)),
  );
  const chosen = run.filter((_, at) => at >= first && at <= last && !skipped.has(at));
  if (chosen.length === 0)
    throw usageError('no stage to run', `stages of a run: ${run.join(', ')}`);
  return chosen;
}
