import type { ParsedOptions } from '@hare/cli';
import { type CommandSpec, helpOption, type OptionSpecs, type OptionValues } from '@hare/cli/table';
import type { MapStore, OpenOptions } from '../conf-store.js';

/** A sub-command: its table, and what it does. */
export interface Command extends CommandSpec {
  /** False for commands without a URL before their name. */
  readonly takesUrl: boolean;
  /** It writes: the first signal lets it end what was begun. */
  readonly changes?: true;
  /** It changes keys of a document: `--aliases` says what becomes of those in the way. */
  readonly edits?: true;
  /** The exit code of failures: 1 (default), 2 where 1 means that two stores differ. */
  readonly failureExit?: 2;
  /** Returns the exit code. */
  run(call: CommandCall): Promise<number>;
}

export interface CallOptions extends OpenOptions {
  /** Of what is made: whether its folder may be missing. */
  readonly folders?: boolean;
}

/** One call of a command. */
export interface CommandCall<O = ParsedOptions> {
  readonly url: string;
  readonly args: readonly string[];
  readonly options: O;
  readonly delimiter: string;
  /** Opens the store of the URL, or another one, with the delimiter of the call, or another one. */
  readonly open: (options?: CallOptions, url?: string) => Promise<MapStore>;
  /** Writes to stdout. */
  readonly print: (text: string) => void;
  /** Waits until what was printed is written, if it is more than the reader takes at once. */
  readonly printed: () => Promise<void>;
  /** Aborted by the first signal, for a command that changes something; without one, never. */
  readonly interrupted: AbortSignal;
}

type Defaults = 'exitCodes' | 'summary' | 'takesUrl';
type CommandParts<T extends OptionSpecs> = Omit<Command, 'options' | 'run' | Defaults> & {
  readonly exitCodes?: string;
  readonly takesUrl?: boolean;
  readonly options?: T;
  run(call: CommandCall<OptionValues<T>>): Promise<number>;
};

export const delimiterOption = {
  flag: '--delimiter',
  value: 'CHAR',
  verbatim: true,
  description: 'separator of the names in a key: > . / | : or ; (default >)',
} as const;

const aliasesOption = {
  flag: '--aliases',
  value: 'HOW',
  choices: ['write-out', 'refuse'],
  default: 'write-out',
  description: 'an alias of yaml on the way to a change: write its values out, or refuse',
} as const;

export const createOption = {
  flag: '--create',
  description: 'also create the directory of a missing file',
} as const;

/** Of merge and diff. */
export const keysOption = {
  flag: '--keys',
  aliases: ['-k'],
  value: 'KEYS',
  verbatim: true,
  completes: 'keys',
  description: 'only these keys and the keys below them: K1;K2 …',
} as const;

/** Of get and convert. */
export const typedOption = {
  flag: '--typed',
  description: 'dir and consul: read values as JSON where possible',
} as const;

/** A sub-command with what all have: the first line of its description is its summary. */
export function defineCommand<const T extends OptionSpecs>(parts: CommandParts<T>): Command {
  const { name, description, takesUrl = true, operands = [] } = parts;
  const [title = ''] = description.split('.\n', 1);
  const words = operands.map((operand) =>
    operand.optional === true ? `[${operand.name}]` : operand.name,
  );
  return {
    exitCodes: '0 success, 1 a problem, 2 wrong usage.',
    summary: title.charAt(0).toLowerCase() + title.slice(1),
    options: {},
    takesUrl,
    ...parts,
    usage: [['confstore', ...(takesUrl ? ['URL'] : []), name, ...words, '[options]'].join(' ')],
    repeats: 'last',
    common: {
      title: 'Common options',
      options: {
        ...(parts.edits === true ? { aliases: aliasesOption } : {}),
        ...(takesUrl ? { delimiter: delimiterOption } : {}),
        help: helpOption,
      },
    },
    run: (call) => parts.run(call as CommandCall<OptionValues<T>>),
  };
}
