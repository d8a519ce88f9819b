import { commands } from './commands.js';
import { stages } from './stages.js';

/** `hare_setup --help`, made from the tables of stages and commands alone: no stage is loaded for it. */
export function helpText(): string {
  const width = Math.max(...[...stages, ...commands].map(({ name }) => name.length)) + 2;
  const row = ({ name, summary }: { readonly name: string; readonly summary: string }): string => `  ${name.padEnd(width)}${summary}`;
  return `Usage: hare_setup <stage> [--config URL] [options]
       hare_setup --<stage> [--config URL] [options]
       hare_setup --config URL [--filename CDF] [options]

The mini-provisioner of Hare: brings a storage node up in stages, each of which can be repeated.

Stages, in their order:
${stages.map(row).join('\n')}

Commands:
${commands.map(row).join('\n')}

Options of every stage:
  --config URL   the ConfStore: json:///FILE, yaml:///FILE, consul://HOST/PREFIX, …
  --dry-run      only say what would change
  --json         one report object on stdout
  --root DIR     prefix for every default system path
  -v, -q         say more, say less
  --version      print the version
  -h, --help     print this help; hare_setup <stage> --help prints all options of a stage

Examples:
  hare_setup post_install
  hare_setup --config json:///tmp/exampleV2.json --filename /var/lib/hare/cluster.yaml
  hare_setup init
  hare_setup test --plan sanity

Exit codes: 0 success, 1 the stage found or met a problem, 2 wrong usage, 130/143 interrupted.
`;
}
