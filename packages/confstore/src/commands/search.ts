import { defineCommand } from '../cli/command.js';
import { printKeyList } from '../cli/print-values.js';
import { readJsonValue } from '../cli/read-json-value.js';
import type { MapStore } from '../conf-store.js';

export const searchCommand = defineCommand({
  name: 'search',
  description:
    'Find keys by name below a parent.\n\nPrints a list as JSON. A map or list of that ' +
    'name, when no value is given, contributes all keys in it.',
  operands: [
    {
      name: 'PARENT',
      description: 'the parent key; "" for the whole store',
      completes: 'keys',
    },
    { name: 'KEY', description: 'the last name of the keys to find' },
    {
      name: 'VALUE',
      description: 'only keys with this value: text, number or boolean',
      optional: true,
    },
  ],
  options: {
    typed: {
      flag: '--typed',
      description: 'the value is JSON: 5 is only the number, "5" only the text',
    },
  },
  examples: [
    { line: 'confstore json:///etc/app.json search nodes name' },
    { line: "confstore yaml:///etc/app.yaml search '' port 8080" },
  ],
  async run({ args: [parent = '', key = '', value], options, open, print }) {
    const store = await open();
    if (value === undefined) print(printKeyList(await store.search(parent, key)));
    else if (options['typed'])
      print(printKeyList(await store.search(parent, key, await readJsonValue(value, 'the value'))));
    else print(printKeyList(await searchText(store, parent, key, value)));
    return 0;
  },
});

/** The keys with the text, or the number or truth value that it means, in document order. */
async function searchText(
  store: MapStore,
  parent: string,
  key: string,
  text: string,
): Promise<readonly string[]> {
  const asText = await store.search(parent, key, text);
  if (store.flat || !/^(-?\d+(\.\d+)?([eE][+-]?\d+)?|true|false)$/.test(text)) return asText;
  const typed = await store.search(parent, key, await readJsonValue(text, 'the value'));
  const found = new Set([...asText, ...typed]);
  if (found.size === asText.length) return asText;
  return (await store.keys()).filter((each) => found.has(each));
}
