import { callCommand, findCommand } from '@hare/cli';
import { standardOutput, type CliOutput } from './cli-output.js';
import { ownVersion } from './own-version.js';
import { type Command, program } from './program.js';

/** The command line of `hare-cfgen`; answers its exit code. */
export async function main(
  words: readonly string[],
  out: CliOutput = standardOutput,
): Promise<number> {
  const { command = program, argv } = await findCommand<Command>(program, words);
  const call = await callCommand(command, argv, {
    program: command === program ? program.name : `${program.name} ${command.name}`,
    version: ownVersion,
    print: (text) => out.print(text),
  });
  if (call === undefined) return 0;
  const given = Object.entries(call.own).filter(([, value]) => value !== undefined);
  return command.run(call.operands, Object.fromEntries(given), out);
}
