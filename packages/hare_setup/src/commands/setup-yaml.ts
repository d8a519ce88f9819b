import { parseArgs } from 'node:util';
import { usageError } from '../usage-error.js';
import { setupYaml } from '../setup-yaml.js';
import { stages } from '../stages.js';

const help = `Usage: hare_setup setup-yaml [--component NAME] [--prefix DIR]

Print the setup.yaml (RFC 20) that tells an outside provisioner how to call each stage.

Options:
  --component NAME  name of the component in the file (default: hare)
  --prefix DIR      where Hare is installed (default: /opt/seagate/cortx/hare)
  -h, --help        print this help

Examples:
  hare_setup setup-yaml > /opt/seagate/cortx/hare/conf/setup.yaml
  hare_setup setup-yaml --component cortx-hare
`;

/** `hare_setup setup-yaml`: the file on stdout. */
export async function setupYamlCommand(argv: readonly string[]): Promise<number> {
  const { component, prefix, help: wantsHelp } = read(argv);
  if (wantsHelp) {
    process.stdout.write(help);
    return 0;
  }
  process.stdout.write(setupYaml(await Promise.all(stages.map((stage) => stage.load())), { component, prefix }));
  return 0;
}

function read(argv: readonly string[]): { readonly component: string; readonly prefix: string; readonly help: boolean } {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        component: { type: 'string', default: 'hare' },
        prefix: { type: 'string', default: '/opt/seagate/cortx/hare' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (!/^[A-Za-z][\w-]*$/.test(values.component)) throw new Error(`--component ${JSON.stringify(values.component)} is no name of letters, digits, _ and -`);
    if (!/^\/[\w./+-]*$/.test(values.prefix)) throw new Error(`--prefix ${JSON.stringify(values.prefix)} is no absolute path of letters, digits and . _ + -`);
    return values;
  } catch (error) {
    throw usageError((error as Error).message, 'see hare_setup setup-yaml --help');
  }
}
