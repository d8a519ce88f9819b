import type { CommandSpec } from '@hare/cli';

/** The arguments without a command's own options: what every stage of a run gets. */
export function passOn({ options }: CommandSpec, argv: readonly string[]): readonly string[] {
  const takesValue = new Map<string, boolean>(
    Object.values(options).flatMap(({ flag, aliases = [], value }) =>
      [flag, ...aliases].map((name) => [name, value !== undefined] as const),
    ),
  );
  const isAttached = (word: string): boolean =>
    [...takesValue].some(([name, takes]) => takes && /^-[^-]$/.test(name) && word.startsWith(name));
  const rest: string[] = [];
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    const takes = takesValue.get(word);
    if (takes === true) at += 1;
    else if (takes === undefined && !takesValue.has(word.split('=')[0] ?? '') && !isAttached(word))
      rest.push(word);
  }
  return rest;
}
