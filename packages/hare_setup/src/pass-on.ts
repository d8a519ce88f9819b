import type { OptionRow } from '@hare/cli';

/** The arguments without a command's own options: what every stage of a run gets. */
export function passOn(table: readonly OptionRow[], argv: readonly string[]): readonly string[] {
  const own = new Set(
    table.filter(({ group }) => group === 'stage').map(({ spec }) => spec.flag as string),
  );
  const rest: string[] = [];
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (own.has(word)) at += 1;
    else if (!own.has(word.split('=')[0] ?? '')) rest.push(word);
  }
  return rest;
}
