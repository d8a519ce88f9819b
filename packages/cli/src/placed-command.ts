import { shellWord } from './command-text.js';

const placing = ['--root', '--settings'];

/** A command for the same machine: with `--root` and `--settings` as they are in this call. */
export function placedCommand(command: string, argv: readonly string[]): string {
  const words = argv.flatMap((word, at) => {
    const flag = placing.find((name) => word === name || word.startsWith(`${name}=`));
    if (flag === undefined) return [];
    return word === flag ? [flag, argv[at + 1] ?? ''] : [word];
  });
  return [command, ...words.map(shellWord)].join(' ');
}
