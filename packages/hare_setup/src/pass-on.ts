import type { CommandSpec } from '@hare/cli';

/** The arguments without a command's own options: what every stage of a run gets. */
export function passOn({ options }: CommandSpec, argv: readonly string[]): readonly string[] {
  const own = new Set(Object.values(options).map(({ flag }): string => flag));
  const rest: string[] = [];
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (own.has(word)) at += 1;
    else if (!own.has(word.split('=')[0] ?? '')) rest.push(word);
  }
  return rest;
}
