import fc from 'fast-check';
import { inRepository } from '../run-bin.js';

/**
 * What becomes of one stream of a process: all is read, its reader goes after some lines, the disk
 * is full, it was never open.
 */
type Output = 'whole' | 'full' | 'closed' | { readonly goneAfter: number };

interface Signalled {
  readonly name: 'SIGHUP' | 'SIGTERM' | 'SIGINT';
  /** When: a share of what an untroubled run takes, in time or in changes of files. */
  readonly share: number;
  readonly by: 'time' | 'change';
  /** The same signal once more, so much later. */
  readonly againAfterMs?: number | undefined;
}

/** What happens to a process while it works. */
export type Trouble =
  | {
      readonly kind: 'streams';
      readonly stdout: Output;
      readonly stderr: Output;
      readonly signal?: Signalled | undefined;
    }
  /** Its terminal is closed; the controlling one sends a HUP. */
  | { readonly kind: 'terminal'; readonly controlling: boolean; readonly share: number };

const share = fc.nat({ max: 1050 }).map((thousandth) => thousandth / 1000);
const output: fc.Arbitrary<Output> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom<Output>('whole', 'full', 'closed') },
  { weight: 2, arbitrary: fc.record({ goneAfter: fc.nat({ max: 25 }) }) },
);
const signal: fc.Arbitrary<Signalled> = fc.record({
  name: fc.constantFrom('SIGHUP' as const, 'SIGTERM' as const, 'SIGINT' as const),
  share,
  by: fc.constantFrom('time' as const, 'change' as const),
  againAfterMs: fc.option(fc.nat({ max: 400 }), { freq: 3, nil: undefined }),
});

/** Every trouble that output and signals can make. */
export const anyTrouble: fc.Arbitrary<Trouble> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('streams' as const),
      stdout: output,
      stderr: output,
      signal: fc.option(signal, { freq: 2, nil: undefined }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('terminal' as const),
      controlling: fc.boolean(),
      share,
    }),
  },
);

/**
 * The command through which a program is started to have this trouble with its output; `wholeMs` is
 * what it takes without.
 */
export function startedThrough(trouble: Trouble, wholeMs: number): readonly string[] {
  if (trouble.kind === 'terminal')
    return [
      'python3',
      inRepository('e2e/src/streams/closed_terminal.py'),
      trouble.controlling ? 'yes' : 'no',
      String((trouble.share * wholeMs) / 1000),
    ];
  return [
    'bash',
    '-c',
    `exec "$@" ${redirection(1, trouble.stdout)} ${redirection(2, trouble.stderr)}`,
    'bash',
  ];
}

function redirection(descriptor: 1 | 2, where: Output): string {
  if (where === 'whole') return '';
  if (where === 'full') return `${descriptor}>/dev/full`;
  if (where === 'closed') return `${descriptor}>&-`;
  return `${descriptor}> >(exec head -n ${where.goneAfter} >/dev/null 2>&1)`;
}
