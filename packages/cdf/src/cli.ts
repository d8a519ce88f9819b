import { type CommandIo, runProgram } from '@hare/cli';
import { program } from './cli/program.js';
import { ownVersion } from './own-version.js';

/** Runs the `hare-cdf` command and answers its exit code. */
export function main(words: readonly string[], io?: CommandIo): Promise<number> {
  return runProgram(program, words, ownVersion, io);
}
