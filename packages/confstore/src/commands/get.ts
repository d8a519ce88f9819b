import { defineCommand, typedOption } from '../cli/command.js';
import { printJsonLine, printToml, printYaml } from '../cli/print-values.js';
import { splitKeys } from '../cli/split-list.js';
import type { ConfValue, MapStore } from '../conf-store.js';
import { count } from '../document/kind-of.js';
import { textOf } from '../document/text-of.js';
import { formatKey } from '../key/format-key.js';
import { pathOfKey } from '../key/flat-key.js';
import { HareError, isHareError, nearestNames } from '@hare/base';
import { usageError } from '@hare/cli';

interface KeyValue {
  readonly key: string;
  readonly value: ConfValue;
}

export const getCommand = defineCommand({
  name: 'get',
  description:
    'Print the values of keys.\n\nPrints the list of the values as JSON. A key that is ' +
    'absent or null has its default, or null; with --strict, an absent key without a default ' +
    'is an error. As env, each value is a line for eval in a shell, NAME=value quoted: ' +
    'server>port is server_port, a map or list is a line for each value in it.',
  operands: [
    { name: 'KEYS', description: 'K1;K2 …', completes: 'keys' },
    {
      name: 'DEFAULTS',
      description: 'D1;D2 …, one for each key: texts for keys that are absent or null',
      optional: true,
    },
  ],
  options: {
    format: {
      flag: '--output',
      aliases: ['-o', '--format', '-f'],
      value: 'FORMAT',
      choices: ['raw', 'json', 'yaml', 'toml', 'env'],
      description:
        'how the values are printed: raw is one value as plain text, toml a table of keys',
    },
    raw: { flag: '--raw', aliases: ['-r'], description: 'the same as --output raw' },
    strict: {
      flag: '--strict',
      aliases: ['-e'],
      description: 'a key that is absent and has no default is an error (exit 1)',
    },
    typed: typedOption,
    create: { flag: '--create', description: 'create a missing file, empty' },
  },
  examples: [
    { line: "confstore json:///etc/app.json get 'server>port'" },
    { line: "confstore yaml:///etc/app.yaml get 'nodes[0]>name;nodes[1]>name' 'first;second'" },
    { line: "port=$(confstore app.toml get --strict --raw 'server>port')" },
    { line: 'eval "$(confstore app.yaml get -o env \'server;tags\')"; echo "$server_port"' },
  ],
  async run({ url, args: [keyList = '', defaultList], options, delimiter, open, print }) {
    const keys = splitKeys(keyList, delimiter);
    const defaults = defaultList?.split(';');
    if (defaults !== undefined && defaults.length !== keys.length)
      throw usageError(
        `${count(defaults.length, 'default')} for ${count(keys.length, 'key')}`,
        'give one for each key, or none at all: D1;D2 …',
      );
    const { raw, format = raw ? 'raw' : 'json' } = options;
    if (raw && format !== 'raw')
      throw usageError(`--raw and --output ${format} exclude each other`, 'omit one of them');
    if (format === 'raw' && keys.length > 1)
      throw usageError(
        `as plain text one value is printed, and ${keys.length} keys are given`,
        'take another --output, or call it for each key',
      );
    if (options['create']) await (await import('../create-store.js')).createStore(url);
    const store = await open({ typed: options['typed'] });
    if (options.strict && defaults === undefined) await mustHave(store, keys);
    const values: KeyValue[] = [];
    for (const [at, key] of keys.entries())
      values.push({ key, value: await store.get(key, defaults?.[at] ?? null) });
    if (format === 'env') {
      const { printEnv } = await import('../cli/print-env.js');
      const named = values.map(({ key, value }) => ({ path: pathOfKey(key, store), value }));
      print(printEnv(named, delimiter));
    } else print(await printed(format, values));
    return 0;
  },
});

async function printed(format: string, values: readonly KeyValue[]): Promise<string> {
  const list = values.map(({ value }) => value);
  if (format === 'raw') return `${textOf(list[0] ?? '')}\n`;
  if (format === 'json') return `${printJsonLine(list)}\n`;
  if (format === 'yaml') return printYaml(list);
  return printToml(new Map(values.map(({ key, value }) => [key, value])));
}

/** @throws HareError `KEY_MISSING` for the first of the keys that is not there */
async function mustHave(store: MapStore, keys: readonly string[]): Promise<void> {
  for (const key of keys)
    if ((await store.get(key)) === null)
      await store.leaves([key]).catch(async (error: unknown) => {
        if (!isHareError(error) || error.code !== 'KEY_MISSING') throw error;
        throw await missingKey(store, key);
      });
}

/** The error for a key that a store lacks, with the nearest keys. */
async function missingKey(store: MapStore, key: string): Promise<HareError> {
  const known = new Set<string>();
  for (const { path } of await store.leaves())
    for (const [at] of path.entries()) known.add(formatKey(path.slice(0, at + 1), store.delimiter));
  const near = nearestNames(key, known).slice(0, 3);
  return new HareError('KEY_MISSING', `there is no key ${key}`, {
    where: { url: store.url, key },
    hint:
      near.length === 0
        ? 'get_keys lists the keys of the store'
        : `did you mean ${near.join(' or ')}?`,
  });
}
