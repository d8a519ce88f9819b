import { createProgram } from '@hare/cli/program';
import type { CliOutput } from './cli-output.js';
import type { DecodeCommandOptions } from './commands/decode.js';
import type { GenerateCommandOptions } from './commands/generate.js';
import type { LoadOptions } from './commands/load-view.js';

/**
 * The commands and options of `hare-cfgen`, as data for its manual page too; `ended` gets the exit
 * code of the command that was run.
 */
export function makeProgram(
  version: string,
  out: CliOutput,
  ended: (exitCode: number) => void,
): ReturnType<typeof createProgram> {
  const program = createProgram('hare-cfgen', version)
    .summary("Motr's configuration from a cluster description file")
    .description(
      "Generates Motr's configuration, Hare's KV entries and the Consul and sysconfig files of a node from a cluster description file (CDF). All files are written, or none.",
    )
    .enablePositionalOptions()
    .usage('[options] CDF')
    .argument('<CDF>', 'the cluster description file')
    .option('-o, --output <DIR>', 'write the files here', '.')
    .option(
      '--facts <FILE>',
      'what the CDF leaves open: {"kv": {"HOST/facts": {…}, "HOST/drives/dev/sdb": {…}}}',
    )
    .option(
      '--kv <URL>',
      'a ConfStore with the same keys, asked after the facts file: consul://127.0.0.1:8500/',
    )
    .option('--node <NAME>', 'the node that this machine is (default: by machine-id or hostname)')
    .option('--root <DIR>', 'devices, /etc/machine-id and /etc/hostname are below this folder', '/')
    .option('--prefix <DIR>', 'Hare is installed here', '/opt/seagate/cortx/hare')
    .option('--conf-dir <DIR>', 'the files will stand here on the node', '/var/lib/hare')
    .option('--log-dir <DIR>', "Hare's logs are here on the node", '/var/log/seagate/hare')
    .option(
      '--cluster-id <ID>',
      'names nodes without machine-id (default: made from the other machine-ids)',
    )
    .option('--dry-run', 'change nothing, tell what would be written')
    .option('--json', 'report as JSON')
    .addHelpText('after', helpEnd())
    .action(async (cdf: string, options: GenerateCommandOptions) => {
      ended(await (await import('./commands/generate.js')).generateCommand(cdf, options, out));
    });
  program
    .command('show <CDF|DIR>')
    .description('print the objects of a CDF or of a folder of generated files as a tree')
    .option('--facts <FILE>', 'what the CDF leaves open')
    .option('--kv <URL>', 'a ConfStore with the same keys')
    .option('--node <NAME>', 'the node that this machine is')
    .option('--root <DIR>', 'devices and /etc are below this folder', '/')
    .option('--json', 'print the objects as JSON')
    .action(async (place: string, options: LoadOptions & { readonly json?: boolean }) => {
      ended(await (await import('./commands/show.js')).showCommand(place, options, out));
    });
  program
    .command('decode <FILE>')
    .description(
      'print xcode (confd.xc) as confgen text, or confgen text as xcode; - reads standard input',
    )
    .addOption(
      program.createOption('--to <FORMAT>', 'print as').choices(['confgen', 'xcode', 'json']),
    )
    .option('--json', 'the same as --to json')
    .action(async (file: string, options: DecodeCommandOptions) => {
      ended(await (await import('./commands/decode.js')).decodeCommand(file, options, out));
    });
  program
    .command('diff <DIR_A> <DIR_B>')
    .description(
      'print how two folders of generated files differ, object by object; exit code 1 when they do',
    )
    .option('--json', 'print as JSON')
    .action(async (before: string, after: string, options: { readonly json?: boolean }) => {
      ended(await (await import('./commands/diff.js')).diffCommand(before, after, options, out));
    });
  return program;
}

/** Calls that show what it is for. */
export const examples: readonly { readonly command: string; readonly does?: string }[] = [
  {
    command: 'hare-cfgen -o /var/lib/hare /var/lib/hare/cluster.yaml',
    does: 'generate everything for this node',
  },
  { command: 'hare-cfgen -o out --node ssc-1 --facts facts.json cluster.yaml' },
  { command: 'hare-cfgen show cluster.yaml', does: 'the object tree with fids' },
  { command: 'hare-cfgen decode /etc/motr/confd.xc', does: 'what Motr loads, readable' },
  { command: 'hare-cfgen diff /var/lib/hare out', does: 'what would change, by object' },
];

export const exitCodes =
  '0 success (diff: no difference), 1 a problem (diff: a difference), 2 wrong usage.';

function helpEnd(): string {
  const lines = examples.map(({ command, does }) =>
    does === undefined ? `  ${command}` : `  ${command.padEnd(57)}${does}`,
  );
  return `\nExamples:\n${lines.join('\n')}\n\nExit codes: ${exitCodes}`;
}
