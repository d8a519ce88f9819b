/** What a call of confstore asks for. */
export type Invocation =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  /** `command` is undefined when the call has no second word. */
  | {
      readonly kind: 'command';
      readonly url: string | undefined;
      readonly command: string | undefined;
      readonly delimiter: string | undefined;
      readonly rest: readonly string[];
    };

interface Command {
  readonly name: string;
  readonly takesUrl: boolean;
}

/** Finds URL and command among the words of a call; what follows the command is left to it. */
export function parseInvocation(argv: readonly string[], commands: readonly Command[]): Invocation {
  let delimiter: string | undefined;
  let url: string | undefined;
  const words = [...argv];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '-h' || word === '--help') return { kind: 'help' };
    if (word === '--version') return { kind: 'version' };
    if (word === '--delimiter') delimiter = words.shift();
    else if (word.startsWith('--delimiter=')) delimiter = word.slice('--delimiter='.length);
    else if (url !== undefined)
      return { kind: 'command', url, command: word, delimiter, rest: words };
    else if (word === 'help' && words.length === 0) return { kind: 'help' };
    else if (word === 'help')
      return { kind: 'command', url: undefined, command: words[0], delimiter, rest: ['--help'] };
    else if (standsAlone(word, words, commands))
      return { kind: 'command', url: undefined, command: word, delimiter, rest: words };
    else url = word;
  }
  return url === undefined
    ? { kind: 'help' }
    : { kind: 'command', url, command: undefined, delimiter, rest: [] };
}

/** A command without a URL before it: one that takes none, or one whose help is requested. */
function standsAlone(
  word: string,
  words: readonly string[],
  commands: readonly Command[],
): boolean {
  const command = commands.find(({ name }) => name === word);
  return (
    command !== undefined && (!command.takesUrl || words.includes('--help') || words.includes('-h'))
  );
}
