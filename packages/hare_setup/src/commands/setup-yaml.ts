import { write } from '@hare/cli/streams';
import { defineCommand } from '../command.js';
import { setupYaml, supportYaml } from '../setup-yaml.js';
import { stages } from '../stages.js';
import { usageError } from '@hare/cli';

/** `hare_setup setup-yaml`: the file on stdout. */
export const setupYamlCommand = defineCommand({
  name: 'setup-yaml',
  summary: 'Print the setup.yaml that an outside provisioner reads',
  description:
    'Prints the setup.yaml (RFC 20) that tells an outside provisioner how to call each stage; ' +
    'it belongs at /opt/seagate/cortx/hare/conf/setup.yaml.',
  options: {
    component: {
      flag: '--component',
      value: 'NAME',
      default: 'hare',
      description: 'name of the component in the file',
    },
    support: {
      flag: '--support',
      description:
        'print support.yaml instead, which the support framework reads: conf/support.yaml ' +
        'beside conf/setup.yaml',
    },
    prefix: {
      flag: '--prefix',
      value: 'DIR',
      default: '/opt/seagate/cortx/hare',
      description: 'where Hare is installed',
    },
  },
  commonOptions: ['version', 'help'],
  examples: [
    { args: [], does: 'for component hare' },
    { args: ['--support'], does: 'the support.yaml beside it' },
    { args: ['--component', 'cortx-hare'], does: 'under the name of the package' },
  ],
  run: async ({ own: { component, prefix, support } }) => {
    if (!/^[A-Za-z][\w-]*$/.test(component))
      throw usageError(
        `--component ${JSON.stringify(component)} is no name of letters, digits, _ and -`,
        'see hare_setup setup-yaml --help',
      );
    if (!/^\/[\w./+-]*$/.test(prefix))
      throw usageError(
        `--prefix ${JSON.stringify(prefix)} is no absolute path of letters, digits and . _ + -`,
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
