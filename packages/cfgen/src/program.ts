import type { CommandEntry, CommandSpec, Program } from '@hare/cli';
import { defineCommand, helpOption, type PrintingCommand, versionOption } from '@hare/cli/table';
import type { GenerateCommandOptions } from './commands/generate.js';

const common: CommandSpec['common'] = {
  title: 'Common options',
  options: { version: versionOption, help: helpOption },
};
const exitCodes =
  '0 success (diff: no difference), 1 a problem (diff: a difference), 2 wrong usage.';

const show = defineCommand({
  name: 'show',
  summary: 'print the objects of a CDF or of a directory of generated files as a tree',
  description: 'Prints the objects of a CDF or of a directory of generated files as a tree.',
  operands: [{ name: 'CDF|DIR', description: 'a CDF, or a directory of generated files' }],
  options: {
    facts: { flag: '--facts', value: 'FILE', description: 'facts that the CDF lacks' },
    kv: { flag: '--kv', value: 'URL', description: 'a ConfStore with the same keys' },
    node: { flag: '--node', value: 'NAME', description: 'name of this node' },
    root: {
      flag: '--root',
      value: 'DIR',
      default: '/',
      description: 'use devices and /etc below this directory',
    },
    json: { flag: '--json', description: 'print the objects as JSON' },
    output: {
      flag: '--output',
      aliases: ['-o'],
      value: 'FILE.html',
      description: 'write the tree as an HTML page',
    },
  },
  common,
  examples: [
    { args: ['cluster.yaml'], does: 'the object tree with fids' },
    { args: ['cluster.yaml', '-o', 'objects.html'], does: 'the same as an HTML page' },
  ],
  run: async ([place = ''], options, out) =>
    (await import('./commands/show.js')).showCommand(place, options, out),
});

const decode = defineCommand({
  name: 'decode',
  summary: 'print xcode (confd.xc) as confgen text, or confgen text as xcode',
  description:
    'Prints xcode (confd.xc) as confgen text, or confgen text as xcode; - reads standard input.',
  operands: [{ name: 'FILE', description: 'xcode or confgen text; - for standard input' }],
  options: {
    to: {
      flag: '--to',
      value: 'FORMAT',
      choices: ['confgen', 'xcode', 'json'],
      description: 'print as',
    },
    json: { flag: '--json', description: 'the same as --to json' },
  },
  common,
  examples: [{ args: ['/etc/motr/confd.xc'], does: 'what Motr loads, readable' }],
  run: async ([file = ''], options, out) =>
    (await import('./commands/decode.js')).decodeCommand(file, options, out),
});

const diff = defineCommand({
  name: 'diff',
  summary: 'print how two directories of generated files differ, object by object',
  description:
    'Prints how two directories of generated files differ, object by object; exit code 1 when they do.',
  operands: [
    { name: 'DIR_A', description: 'a directory of generated files' },
    { name: 'DIR_B', description: 'another one' },
  ],
  options: { json: { flag: '--json', description: 'print as JSON' } },
  common,
  examples: [{ args: ['/var/lib/hare', 'out'], does: 'what would change, by object' }],
  exitCodes,
  run: async ([before = '', after = ''], options, out) =>
    (await import('./commands/diff.js')).diffCommand(before, after, options, out),
});

function entry(usage: string, command: PrintingCommand): CommandEntry<PrintingCommand> {
  return {
    name: command.name,
    usage,
    summary: command.summary,
    load: () => Promise.resolve(command),
  };
}

/** `hare-cfgen`, which generates if no command is named. */
export const program: Program<PrintingCommand> & PrintingCommand = {
  name: 'hare-cfgen',
  summary: "Motr's configuration from a cluster description file.",
  description:
    "Generates Motr's configuration, Hare's KV entries and the Consul and sysconfig files of a node from a cluster description file (CDF). All files are written, or none.",
  usage: ['hare-cfgen [options] CDF', 'hare-cfgen COMMAND [arguments] [options]'],
  operands: [{ name: 'CDF', description: 'the cluster description file' }],
  commands: [
    {
      title: 'Commands',
      entries: [entry('CDF|DIR', show), entry('FILE', decode), entry('DIR_A DIR_B', diff)],
    },
  ],
  options: {
    output: {
      flag: '--output',
      aliases: ['-o'],
      value: 'DIR',
      default: '.',
      description: 'write the files to this directory',
    },
    facts: {
      flag: '--facts',
      value: 'FILE',
      description:
        'facts that the CDF lacks: {"kv": {"HOST/facts": {…}, "HOST/drives/dev/sdb": {…}}}',
    },
    kv: {
      flag: '--kv',
      value: 'URL',
      description:
        'a ConfStore with the same keys, used after the facts file: consul://127.0.0.1:8500/',
    },
    node: {
      flag: '--node',
      value: 'NAME',
      description: 'name of this node (default: by machine-id or hostname)',
    },
    root: {
      flag: '--root',
      value: 'DIR',
      default: '/',
      description: 'use devices, /etc/machine-id and /etc/hostname below this directory',
    },
    prefix: {
      flag: '--prefix',
      value: 'DIR',
      default: '/opt/seagate/cortx/hare',
      description: 'where Hare is installed',
    },
    confDir: {
      flag: '--conf-dir',
      value: 'DIR',
      default: '/var/lib/hare',
      description: 'where the files will be on the node',
    },
    logDir: {
      flag: '--log-dir',
      value: 'DIR',
      default: '/var/log/seagate/hare',
      description: "where Hare's logs are on the node",
    },
    clusterId: {
      flag: '--cluster-id',
      value: 'ID',
      description: 'names nodes without machine-id (default: made from the other machine-ids)',
    },
    dryRun: { flag: '--dry-run', description: 'change nothing, print what would be written' },
    json: { flag: '--json', description: 'report as JSON' },
  },
  common,
  examples: [
    {
      line: 'hare-cfgen -o /var/lib/hare /var/lib/hare/cluster.yaml',
      does: 'generate everything for this node',
    },
    {
      line: 'hare-cfgen -o out --node ssc-1 --facts facts.json cluster.yaml',
      does: 'for another node, with facts from a file',
    },
    { line: 'hare-cfgen show cluster.yaml', does: 'the object tree with fids' },
    { line: 'hare-cfgen decode /etc/motr/confd.xc', does: 'what Motr loads, readable' },
    { line: 'hare-cfgen diff /var/lib/hare out', does: 'what would change, by object' },
  ],
  exitCodes,
  run: async ([cdf = ''], options, out) =>
    (await import('./commands/generate.js')).generateCommand(
      cdf,
      options as unknown as GenerateCommandOptions,
      out,
    ),
};
