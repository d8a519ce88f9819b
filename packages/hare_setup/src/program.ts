import type { CommandSpec } from '@hare/cli/table';
import { helpOption, versionOption } from '@hare/cli/table';
import { commands } from './commands.js';
import { stages } from './stages.js';

/** The way of a first cluster, then single stages as a provisioner calls them. */
const examples: CommandSpec['examples'] = [
  {
    args: ['doctor', '--config', 'json:///tmp/exampleV2.json'],
    does: 'first: what is wrong with this machine?',
  },
  {
    args: ['plan', '--config', 'json:///tmp/exampleV2.json'],
    does: 'what would be written, started and wiped?',
  },
  {
    args: ['run', '--config', 'json:///tmp/exampleV2.json'],
    does: 'do it: from a ConfStore to a tested cluster',
  },
  {
    args: ['--config', 'json:///tmp/exampleV2.json', '--filename', '/var/lib/hare/cluster.yaml'],
    does: 'one stage, config, as RFC 20 writes it',
  },
  { args: ['test', '--plan', 'regression'], does: 'one stage by its name' },
];

/**
 * `hare_setup` as a whole, made from the tables of stages and commands alone: no stage is loaded
 * for its help.
 */
export const program: CommandSpec = {
  name: 'hare_setup',
  summary:
    'The mini-provisioner of Hare: brings a storage node up in stages, each of which can be ' +
    'repeated.',
  description:
    'The mini-provisioner of Hare: brings a storage node up in stages, each of which can be ' +
    'repeated.',
  usage: [
    'hare_setup <stage> [--config URL] [options]',
    'hare_setup --<stage> [--config URL] [options]',
    'hare_setup --config URL [--filename CDF] [options]',
    'hare_setup <command> [options]',
  ],
  options: {},
  commands: [
    {
      title: 'Stages, in their order',
      entries: stages.map(({ name, summary }) => ({ name, summary, load: () => load(name) })),
    },
    { title: 'Commands', entries: commands },
  ],
  common: {
    title: 'Options of every stage',
    options: {
      config: {
        flag: '--config',
        aliases: ['-c'],
        value: 'URL',
        description: 'the ConfStore: json:///FILE, yaml:///FILE, consul://HOST/PREFIX, …',
      },
      dryRun: { flag: '--dry-run', description: 'only say what would change' },
      json: { flag: '--json', description: 'one report object on stdout' },
      root: { flag: '--root', value: 'DIR', description: 'prefix for every default system path' },
      verbose: {
        flag: '--verbose',
        aliases: ['-v'],
        description: 'also print what goes to the log',
      },
      quiet: { flag: '--quiet', aliases: ['-q'], description: 'print failures and warnings only' },
      version: versionOption,
      help: {
        ...helpOption,
        description: 'print this help; hare_setup <stage> --help prints all options of a stage',
      },
    },
  },
  examples,
  exitCodes:
    '0 success, 1 the stage found a problem, 2 wrong usage, 129/130/143 interrupted. Output ' +
    'that cannot be written never ends a stage: it goes on, and its exit code is its own. ' +
    'Commands that only print end with 1 then, but quietly with their own code when the ' +
    'reader went away (| head).',
};

async function load(name: string): Promise<CommandSpec> {
  const [{ stageCommand }, stage] = await Promise.all([
    import('@hare/stage'),
    stages.find((entry) => entry.name === name)?.load(),
  ]);
  if (stage === undefined) throw new Error(`there is no stage ${name}`);
  return stageCommand(stage);
}
