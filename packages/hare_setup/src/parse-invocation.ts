import { nearestHint } from '@hare/base';
import { usageError } from '@hare/cli';

/** What one call of hare_setup asks for. `argv` is what is left for the stage or command. */
export type Invocation =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'stage'; readonly stage: string; readonly argv: readonly string[] }
  | { readonly kind: 'command'; readonly command: string; readonly argv: readonly string[] };

/**
 * Reads both command-line forms: RFC 20's stage flags (`--init`, `--config URL --filename CDF`) and
 * sub-commands (`config --config URL`). `--config URL`, `-c URL` with neither is the stage config.
 * `-` and `_` are the same in the name of a stage.
 * @throws HareError `USAGE` for two stages, an unknown sub-command, or nothing at all
 */
export function parseInvocation(
  argv: readonly string[],
  stageNames: readonly string[],
  commandNames: readonly string[],
): Invocation {
  const [first, ...rest] = argv;
  if (first === undefined) throw usageError('missing stage', 'see hare_setup --help');
  if (!first.startsWith('-')) {
    const stage = stageNames.find((name) => name === underscored(first));
    if (stage !== undefined) return { kind: 'stage', stage, argv: rest };
    if (first === 'help')
      return rest.length === 0
        ? { kind: 'help' }
        : parseInvocation([...rest, '--help'], stageNames, commandNames);
    if (commandNames.includes(first)) return { kind: 'command', command: first, argv: rest };
    throw usageError(
      `unknown stage or command ${JSON.stringify(first)}`,
      nearestHint(first, [...stageNames, ...commandNames]),
    );
  }
  const end = argv.indexOf('--');
  const flags = end === -1 ? argv : argv.slice(0, end);
  const chosen = flags
    .map((word) => stageOfFlag(word, stageNames))
    .filter((stage) => stage !== undefined);
  const distinct = [...new Set(chosen)];
  if (distinct.length > 1)
    throw usageError(
      `two stages in one call: ${distinct.map((stage) => `--${stage}`).join(' and ')}`,
      'run hare_setup once for each stage',
    );
  const [stage] = distinct;
  if (stage !== undefined)
    return {
      kind: 'stage',
      stage,
      argv: argv.filter((word) => stageOfFlag(word, stageNames) === undefined),
    };
  if (
    flags.some(
      (word) => word === '--config' || word.startsWith('--config=') || word.startsWith('-c'),
    )
  )
    return { kind: 'stage', stage: 'config', argv };
  if (flags.some((word) => word === '-h' || word === '--help')) return { kind: 'help' };
  if (flags.includes('--version')) return { kind: 'version' };
  const misplaced = flags.find((word) => stageNames.includes(underscored(word)));
  if (misplaced !== undefined)
    throw usageError(
      `the stage must come first: ${misplaced} is after ${first}`,
      `hare_setup ${misplaced} ${argv.filter((word) => word !== misplaced).join(' ')}`,
    );
  throw usageError(
    `unknown option ${first}`,
    nearestHint(
      first,
      [...stageNames, 'config', 'help', 'version'].map((name) => `--${name}`),
      'see hare_setup --help',
    ),
  );
}

function underscored(name: string): string {
  return name.replaceAll('-', '_');
}

/** `--config` is not among the stage flags: it is an option of every stage. */
function stageOfFlag(word: string, stageNames: readonly string[]): string | undefined {
  if (!word.startsWith('--')) return undefined;
  const name = underscored(word.slice(2));
  return name === 'config' ? undefined : stageNames.find((stage) => stage === name);
}
