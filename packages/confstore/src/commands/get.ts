import { defineCommand } from '../cli/command.js';
import { printJsonLine, printToml, printYaml } from '../cli/print-values.js';
import { splitKeys } from '../cli/split-list.js';
import { createStore } from '../create-store.js';
import type { ConfValue } from '../conf-store.js';
import { textOf } from '../document/text-of.js';
import { usageError } from '@hare/cli';

export const getCommand = defineCommand({
  name: 'get',
  summary: 'print the values of keys',
  description:
    'Print the values of keys.\n\nPrints the list of the values as JSON. A key that is absent or null has its default, or null.',
  takesUrl: true,
  operands: [
    { name: 'KEYS', description: 'K1;K2 …', completes: 'keys' },
    {
      name: 'DEFAULTS',
      description: 'D1;D2 …: texts for keys that are absent or null',
      optional: true,
    },
  ],
  options: {
    format: {
      flag: '--format',
      aliases: ['-f'],
      value: 'FORMAT',
      choices: ['json', 'yaml', 'toml'],
      description: 'how the values are printed; toml prints a table of keys',
    },
    raw: { flag: '--raw', description: 'print one value as plain text' },
    typed: {
      flag: '--typed',
      description: 'dir and consul: read texts that are JSON as what they mean',
    },
    create: { flag: '--create', description: 'make a file that is missing, empty' },
  },
  examples: [
    { line: "confstore json:///etc/app.json get 'server>port'" },
    { line: "confstore yaml:///etc/app.yaml get 'nodes[0]>name;nodes[1]>name' 'first;second'" },
    { line: "port=$(confstore toml:app.toml get --raw 'server>port' 8080)" },
  ],
  async run({ url, args: [keyList = '', defaultList], options, delimiter, open, print }) {
    const keys = splitKeys(keyList, delimiter);
    const defaults = defaultList?.split(';') ?? [];
    if (defaults.length > keys.length)
      throw usageError(
        `there are ${defaults.length} defaults for ${keys.length} ${keys.length === 1 ? 'key' : 'keys'}`,
        'give at most one for each key',
      );
    if (options['raw'] && keys.length > 1)
      throw usageError(
        `--raw prints one value, and ${keys.length} keys are given`,
        'leave --raw away, or call it for each key',
      );
    if (options['raw'] && options['format'] !== undefined)
      throw usageError('--raw and --format exclude each other', 'leave one of them away');
    if (options['create']) await createStore(url);
    const store = await open({ typed: options['typed'] });
    const values = new Map<string, ConfValue>();
    const list: ConfValue[] = [];
    for (const [at, key] of keys.entries()) {
      const value = await store.get(key, defaults[at] ?? null);
      values.set(key, value);
      list.push(value);
    }
    print(await printed(options, values, list));
    return 0;
  },
});

async function printed(
  options: Readonly<Record<string, string | boolean | undefined>>,
  values: ReadonlyMap<string, ConfValue>,
  list: readonly ConfValue[],
): Promise<string> {
  if (options['raw'] === true) return `${textOf(list[0] ?? '')}\n`;
  if (options['format'] === 'yaml') return printYaml(list);
  return options['format'] === 'toml' ? printToml(values) : `${printJsonLine(list)}\n`;
}
