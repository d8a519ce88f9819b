import { versionOf } from '@hare/base';
import { type CommandIo, runProgram } from '@hare/cli';
import { program } from './program.js';

/** The command line of `hare-cfgen`; returns its exit code. */
export function main(words: readonly string[], io?: CommandIo): Promise<number> {
  return runProgram(program, words, () => versionOf(import.meta.url), io);
}
