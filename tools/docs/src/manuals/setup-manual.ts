import { commonOptions, type StageDescription } from '@hare/stage';
import { commands, examples, stages } from 'hare_setup';
import type { CommandManual, Manual } from '../manual.js';
import { optionOfSpec } from './option-of-spec.js';
import { stageExitCodes, stageManual } from './stage-manual.js';

/** The manual of `hare_setup`: every stage and every other command. */
export async function setupManual(): Promise<Manual> {
  const described = await Promise.all(
    [...stages, ...commands].map((entry): Promise<StageDescription> => entry.load()),
  );
  return {
    bin: 'hare_setup',
    section: 8,
    summary:
      'The mini-provisioner of Hare: brings a storage node up in stages, each of which can be repeated.',
    usage: [
      'hare_setup STAGE [--config URL] [options]',
      'hare_setup --STAGE [--config URL] [options]',
      'hare_setup --config URL [--filename CDF] [options]',
      'hare_setup COMMAND [options]',
    ],
    description: [
      'Stages run in the order in which they are listed here; an outside provisioner calls them as setup.yaml says, hare_setup run calls them as it would. A stage looks first, changes what is not as it should be, and looks again: what is already so is left alone.',
      '_ and - mean the same in the names of stages and in flags.',
    ],
    syntax: [],
    operands: [],
    options: [
      { title: 'Options of every stage', options: Object.values(commonOptions).map(optionOfSpec) },
    ],
    commands: described.map(commandManual),
    writes: [],
    examples,
    exitCodes: stageExitCodes,
  };
}

/**
 * Options of every stage are told once; a command that has a few of them only names those itself.
 */
function commandManual(described: StageDescription): CommandManual {
  const { usage, description, options, examples } = stageManual(
    described,
    `hare_setup ${described.name}`,
  );
  const own = options.filter(
    ({ title }) => title === 'Options' || described.commonOptions !== undefined,
  );
  return {
    name: described.name,
    usage: usage[0] ?? '',
    description,
    operands: [],
    options: own.flatMap((group) => group.options),
    examples,
  };
}
