import { commands } from './commands.js';
import { stages } from './stages.js';

/** The way of a first cluster, then single stages as a provisioner calls them. */
export const examples: readonly { readonly command: string; readonly does: string }[] = [
  {
    command: 'hare_setup doctor --config json:///tmp/exampleV2.json',
    does: 'first: what is wrong with this machine?',
  },
  {
    command: 'hare_setup plan --config json:///tmp/exampleV2.json',
    does: 'what would be written, started and wiped?',
  },
  {
    command: 'hare_setup run --config json:///tmp/exampleV2.json',
    does: 'do it: from a ConfStore to a tested cluster',
  },
  {
    command: 'hare_setup --config json:///tmp/exampleV2.json --filename /var/lib/hare/cluster.yaml',
    does: 'one stage, config, as RFC 20 writes it',
  },
  { command: 'hare_setup test --plan regression', does: 'one stage by its name' },
];

/**
 * `hare_setup --help`, made from the tables of stages and commands alone: no stage is loaded for
 * it.
 */
export function helpText(): string {
  const width = Math.max(...[...stages, ...commands].map(({ name }) => name.length)) + 2;
  const row = ({ name, summary }: { readonly name: string; readonly summary: string }): string =>
    `  ${name.padEnd(width)}${summary}`;
  return `Usage: hare_setup <stage> [--config URL] [options]
       hare_setup --<stage> [--config URL] [options]
       hare_setup --config URL [--filename CDF] [options]

The mini-provisioner of Hare: brings a storage node up in stages, each of which can be repeated.

Stages, in their order:
${stages.map(row).join('\n')}

Commands:
${commands.map(row).join('\n')}

Options of every stage:
  -c, --config URL
                 the ConfStore: json:///FILE, yaml:///FILE, consul://HOST/PREFIX, …
  --dry-run      only say what would change
  --json         one report object on stdout
  --root DIR     prefix for every default system path
  -v, -q         say more, say less
  --version      print the version
  -h, --help     print this help; hare_setup <stage> --help prints all options of a stage

Examples:
${examples.map(({ command, does }) => `  # ${does}\n  ${command}`).join('\n')}

Exit codes: 0 success, 1 the stage found or met a problem, 2 wrong usage, 129/130/143 interrupted.
Output that cannot be written never ends a stage: it goes on, and its exit code is its own.
Commands that only print end with 1 then, but quietly with their own code when the reader went
away (| head).
`;
}
