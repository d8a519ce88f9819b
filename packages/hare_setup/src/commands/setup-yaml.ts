import { write } from '@hare/cli/streams';
import { defineCommand } from '../command.js';
import { setupYaml, supportYaml } from '../setup-yaml.js';
import { stages } from '../stages.js';
import { usageError } from '@hare/cli';

/** `hare_setup setup-yaml`: the file on stdout. */
export const setupYamlCommand = defineCommand({
  name: 'setup-yaml',
  summary: 'Print the setup.yaml for a provisioner',
  description:
    'Prints the setup.yaml (RFC 20) with the command of each stage, for a provisioner. ' +
    'Install it as /opt/seagate/cortx/hare/conf/setup.yaml.',
  options: {
    component: {
      flag: '--component',
      value: 'NAME',
      default: 'hare',
      description: 'name of the component in the file',
    },
    support: {
      flag: '--support',
      description: 'print support.yaml (for conf/support.yaml) instead, for the support framework',
    },
    prefix: {
      flag: '--prefix',
      value: 'DIR',
      default: '/opt/seagate/cortx/hare',
      description: 'installation directory of Hare',
    },
  },
  commonOptions: ['version', 'help'],
  examples: [
    { args: [], does: 'for component hare' },
    { args: ['--support'], does: 'print support.yaml' },
    { args: ['--component', 'cortx-hare'], does: 'with the name of the package' },
  ],
  run: async ({ own: { component, prefix, support } }) => {
    if (!/^[A-Za-z][\w-]*$/.test(component))
      throw usageError(
        `--component ${JSON.stringify(component)} must consist of letters, digits, _ and -`,
        'see hare_setup setup-yaml --help',
      );
    if (!/^\/[\w./+-]*$/.test(prefix))
      throw usageError(
        `--prefix ${JSON.stringify(prefix)} must be an absolute path of letters, digits and ` +
          '. _ + -',
        'see hare_setup setup-yaml --help',
      );
    const loaded = await Promise.all(stages.map((stage) => stage.load()));
    write(
      process.stdout,
      support ? supportYaml(loaded, { prefix }) : setupYaml(loaded, { component, prefix }),
    );
    return 0;
  },
});
