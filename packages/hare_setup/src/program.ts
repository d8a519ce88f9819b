import { type CommandSpec, helpOption, versionOption } from '@hare/cli/table';
import { commands } from './commands.js';
import { stages } from './stages.js';

/** The way of a first cluster, then single stages as a provisioner calls them. */
const examples: CommandSpec['examples'] = [
  {
    args: ['doctor', '--config', 'json:///tmp/exampleV2.json'],
    does: 'first: find problems of this machine',
  },
  {
    args: ['plan', '--config', 'json:///tmp/exampleV2.json'],
    does: 'show what would be written, started and wiped',
  },
  {
    args: ['run', '--config', 'json:///tmp/exampleV2.json'],
    does: 'do it: from a ConfStore to a tested cluster',
  },
  {
    args: ['--config', 'json:///tmp/exampleV2.json', '--filename', '/var/lib/hare/cluster.yaml'],
    does: 'one stage (config) as in RFC 20',
  },
  { args: ['test', '--plan', 'regression'], does: 'one stage by name' },
];

/**
 * `hare_setup` as a whole, made from the tables of stages and commands alone: no stage is loaded
 * for its help.
 */
export const program: CommandSpec = {
  name: 'hare_setup',
  summary:
    'The mini-provisioner of Hare: sets up a storage node in stages. Every stage can be repeated.',
  description:
    'The mini-provisioner of Hare: sets up a storage node in stages. Every stage can be repeated.',
  usage: [
    'hare_setup <stage> [--config URL] [options]',
    'hare_setup --<stage> [--config URL] [options]',
    'hare_setup --config URL [--filename CDF] [options]',
    'hare_setup <command> [options]',
  ],
  options: {},
  commands: [
    {
      title: 'Stages, in order',
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
      dryRun: { flag: '--dry-run', description: 'show what would change, and change nothing' },
      json: { flag: '--json', description: 'print one report object on stdout' },
      root: { flag: '--root', value: 'DIR', description: 'prefix for every default system path' },
      verbose: {
        flag: '--verbose',
        aliases: ['-v'],
        description: 'also print what is logged, and all steps',
      },
      quiet: { flag: '--quiet', aliases: ['-q'], description: 'print only failures and warnings' },
      version: versionOption,
      help: {
        ...helpOption,
        description: 'print this help; hare_setup <stage> --help prints all options of a stage',
      },
    },
  },
  examples,
  exitCodes:
    '0 success, 1 the stage found a problem, 2 wrong usage, 129/130/143 interrupted. A stage ' +
    'never stops because its output cannot be written. Commands that only print then exit ' +
    'with 1, or with their usual code if the reader closed the pipe (| head).',
};

async function load(name: string): Promise<CommandSpec> {
  const [{ stageCommand }, stage] = await Promise.all([
    import('@hare/stage'),
    stages.find((entry) => entry.name === name)?.load(),
  ]);
  if (stage === undefined) throw new Error(`unknown stage ${name}`);
  return stageCommand(stage);
}
