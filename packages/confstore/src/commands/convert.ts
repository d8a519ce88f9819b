import { createOption, defineCommand } from '../cli/command.js';
import { HareError } from '@hare/base';

export const convertCommand = defineCommand({
  name: 'convert',
  summary: 'convert this store to any format',
  description:
    'Convert this store to any format.\n\nThe target must be missing or empty; to add keys ' +
    'to an existing store, use copy. If the target format cannot store a value, the command ' +
    'fails and writes nothing.',
  takesUrl: true,
  changes: true,
  operands: [{ name: 'TARGET', description: 'the URL of the store to write', completes: 'urls' }],
  options: {
    create: createOption,
    typed: {
      flag: '--typed',
      description: 'dir and consul: read values as JSON where possible',
    },
  },
  examples: [
    { line: 'confstore json:///etc/app.json convert yaml:///etc/app.yaml' },
    { line: 'confstore consul://127.0.0.1:8500/app convert --typed toml:app.toml' },
  ],
  async run({ args: [targetUrl = ''], options, open }) {
    const source = await open({ typed: options['typed'] });
    const target = await open({ create: true, folders: options.create }, targetUrl);
    await target.update(async () => {
      const present = await target.keys();
      if (present.length > 0) {
        throw new HareError(
          'CONFSTORE_NOT_EMPTY',
          `the target already has ${present.length} ${present.length === 1 ? 'key' : 'keys'}`,
          {
            where: { url: target.url },
            hint: 'use a new target, or copy into this one: confstore URL copy TARGET',
          },
        );
      }
      await source.copy(target);
    });
    await source.close();
    return 0;
  },
});
