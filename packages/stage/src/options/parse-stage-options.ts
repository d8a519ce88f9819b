import { parseCommand, type ParsedCommand, usageError } from '@hare/cli';
import { stageCommand, type StageDescription } from './stage-command.js';

/**
 * Reads a stage's command line; words without a flag are values of the options that the stage names
 * for them. @throws HareError `USAGE`
 */
export function parseStageOptions(stage: StageDescription, argv: readonly string[]): ParsedCommand {
  const { operands: names = [] } = stage;
  const parsed = parseCommand(stageCommand(stage), argv);
  const words = Object.fromEntries(parsed.operands.map((word, at) => [names[at] ?? '', word]));
  for (const [name, word] of Object.entries(words)) {
    const { [name]: given } = parsed.own;
    const flag = stage.options[name]?.flag ?? name;
    if (given !== undefined && given !== word)
      throw usageError(
        `${flag} occurs twice, as ${JSON.stringify(given)} and as the argument ` +
          JSON.stringify(word),
        'use it only once',
      );
  }
  return { ...parsed, own: { ...parsed.own, ...words } };
}
