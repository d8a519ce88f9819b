import { createOption, defineCommand, typedOption } from '../cli/command.js';
import { count } from '../document/kind-of.js';
import { HareError } from '@hare/base';

export const convertCommand = defineCommand({
  name: 'convert',
  description:
    'Convert this store to any format.\n\nThe target must be missing or empty; to add keys ' +
    'to an existing store, use copy. If the target format cannot store a value, the command ' +
    'fails and writes nothing.',
  changes: true,
  operands: [{ name: 'TARGET', description: 'the URL of the store to write', completes: 'urls' }],
  options: { create: createOption, typed: typedOption },
  examples: [
    { line: 'confstore json:///etc/app.json convert yaml:///etc/app.yaml' },
    { line: 'confstore consul://127.0.0.1:8500/app convert --typed toml:app.toml' },
  ],
  async run({ args: [targetUrl = ''], options, open }) {
    const source = await open({ typed: options['typed'] });
    const target = await open({ create: true, folders: options.create }, targetUrl);
    await target.update(async () => {
      const { length } = await target.keys();
      if (length > 0) {
        const what = `the target already has ${count(length, 'key')}`;
        const hint = 'use a new target, or copy into this one: confstore URL copy TARGET';
        throw new HareError('CONFSTORE_NOT_EMPTY', what, { where: { url: target.url }, hint });
      }
      await source.copy(target);
    });
    await source.close();
    return 0;
  },
});
