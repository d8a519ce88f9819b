import { versionOf } from '@hare/base';
import { type CommandIo, runProgram } from '@hare/cli';
import { program } from './cli/program.js';

/** Runs the `hare-cdf` command and returns its exit code. */
export function main(words: readonly string[], io?: CommandIo): Promise<number> {
  return runProgram(program, words, () => versionOf(import.meta.url), io);
}
