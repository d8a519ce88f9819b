import { commonOptions } from '@hare/stage';
import { commands, stages } from 'hare_setup';
import type { CommandManual, Manual } from '../manual.js';
import { optionOfSpec } from './option-of-spec.js';
import { stageExitCodes, stageManual } from './stage-manual.js';

/** The manual of `hare_setup`: every stage and every other command. */
export async function setupManual(): Promise<Manual> {
  const loaded = await Promise.all(stages.map((stage) => stage.load()));
  return {
    bin: 'hare_setup',
    section: 8,
    summary: 'The mini-provisioner of Hare: brings a storage node up in stages, each of which can be repeated.',
    usage: ['hare_setup STAGE [--config URL] [options]', 'hare_setup --STAGE [--config URL] [options]', 'hare_setup --config URL [--filename CDF] [options]', 'hare_setup COMMAND [options]'],
    description: [
      'Stages run in the order in which they are listed here; an outside provisioner calls them as setup.yaml says, hare_setup run calls them as it would. A stage looks first, changes what is not as it should be, and looks again: what is already so is left alone.',
      '_ and - mean the same in the names of stages and in flags.',
    ],
    syntax: [],
    operands: [],
    options: [{ title: 'Options of every stage', options: Object.values(commonOptions).map(optionOfSpec) }],
    commands: [
      ...loaded.map((stage): CommandManual => {
        const { usage, description, options, examples } = stageManual(stage, `hare_setup ${stage.name}`);
        return { name: stage.name, usage: usage[0] ?? '', description, operands: [], options: options.filter(({ title }) => title === 'Options').flatMap((group) => group.options), examples };
      }),
      ...commands.map(({ name, summary }): CommandManual => ({ name, usage: `hare_setup ${name} [options]`, description: [`${summary}.`, `Its options: hare_setup ${name} --help`], operands: [], options: [], examples: [] })),
    ],
    writes: [],
    examples: [
      { command: 'hare_setup post_install' },
      { command: 'hare_setup --config json:///tmp/exampleV2.json --filename /var/lib/hare/cluster.yaml' },
      { command: 'hare_setup init' },
      { command: 'hare_setup test --plan sanity' },
    ],
    exitCodes: stageExitCodes,
  };
}
