import { createOption, defineCommand } from '../cli/command.js';
import { HareError } from '@hare/base';

export const convertCommand = defineCommand({
  name: 'convert',
  summary: 'write this store to a new one of any format',
  description:
    'Write this store to a new one of any format.\n\nThe target must be missing or empty: copy sets keys in a store that has some. A value that the format of the target cannot hold is an error, and nothing is written.',
  takesUrl: true,
  changes: true,
  operands: [{ name: 'TARGET', description: 'the URL of the store to write', completes: 'urls' }],
  options: {
    create: createOption,
    typed: {
      flag: '--typed',
      description: 'dir and consul: read texts that are JSON as what they mean',
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
          `the target has ${present.length} ${present.length === 1 ? 'key' : 'keys'} already`,
          {
            where: { url: target.url },
            hint: 'remove it first, or set the keys in it with: confstore URL copy TARGET',
          },
        );
      }
      await source.copy(target);
    });
    await source.close();
    return 0;
  },
});
