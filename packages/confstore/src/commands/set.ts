import { createOption, defineCommand } from '../cli/command.js';
import { readJsonValue } from '../cli/read-json-value.js';
import { keyEnd, splitPairs } from '../cli/split-list.js';
import type { ConfLeaf } from '../conf-store.js';
import { parseFlatKey, pathOfSegments } from '../key/flat-key.js';
import { usageError } from '@hare/cli';
import { isSecretName, lastName } from '@hare/base';

const separators = ['=', ':', '>', '.', '|', '/'];

export const setCommand = defineCommand({
  name: 'set',
  description:
    'Set keys to text, or with --typed to JSON values.\n\nKEY VALUE sets one key to a text ' +
    'that may contain anything, also ; and =. All pairs are set, or none of them. A missing ' +
    'file is made. Comments and formatting of the rest stay as they are.',
  changes: true,
  edits: true,
  operands: [
    { name: 'PAIRS', description: 'K=V;K2=V2 …; or, before a VALUE, one key', completes: 'keys' },
    { name: 'VALUE', description: 'the value of that key, taken as it is', optional: true },
  ],
  options: {
    create: createOption,
    separator: {
      flag: '-d',
      value: 'SEPARATOR',
      verbatim: true,
      description: 'separator of key and value: = : > . | or / (default =)',
    },
    typed: {
      flag: '--typed',
      description: 'the values are JSON: numbers, true, null, "text", lists, maps',
    },
  },
  examples: [
    { line: "confstore app.json set 'server>host=example.org;server>path=/a=b'" },
    { line: 'confstore app.yaml set motd "$(cat /etc/motd)"' },
    {
      line:
        'confstore yaml:///etc/app.yaml set --typed ' +
        '\'server>port=8080;tags=["a","b"];note="x;y"\'',
    },
    { line: "confstore ini:///etc/app.ini set -d : 'server>url:http://example.org:8080/'" },
  ],
  async run({ args: [text = '', only], options, delimiter, open }) {
    if (only !== undefined && options.separator !== undefined)
      throw usageError('-d separates pairs, and a VALUE is given', 'omit -d');
    const isPair = ['=', ';'].some((end) => keyEnd(text, 0, delimiter, end) < text.length);
    if (only !== undefined && isPair && delimiter !== ';')
      throw usageError(
        `${JSON.stringify(text)} is not a key alone, and ${JSON.stringify(only)} follows it`,
        "write pairs as one word, 'K=V;K2=V2', and a key with = or ; in it quoted: '\"a=b\"' VALUE",
      );
    const { separator = '=', typed } = options;
    const shown = JSON.stringify(separator);
    if (!separators.includes(separator))
      throw usageError(
        `${shown} cannot separate key and value`,
        `use one of ${separators.join(' ')}`,
      );
    const isOne = only !== undefined;
    const pairs = isOne
      ? [{ key: text, value: only }]
      : splitPairs(text, separator, delimiter, typed);
    const isDouble =
      separator === delimiter && pairs.some(({ value }) => value.includes(separator));
    if (!isOne && isDouble) {
      throw usageError(
        `${shown} separates both key and value and the names of a key`,
        'use another separator: -d or --delimiter',
      );
    }
    const values = await Promise.all(
      pairs.map(async ({ key, value }) => ({
        key,
        value: typed
          ? await readJsonValue(value, `the value of ${key}`, isSecretName(lastName(key)))
          : value,
      })),
    );
    const store = await open({ create: true, folders: options.create });
    await store.update(async () => {
      if (store.flat)
        await store.setAll(
          values.map(({ key, value }): ConfLeaf => ({
            path: pathOfSegments(parseFlatKey(key, delimiter)),
            value,
          })),
        );
      else for (const { key, value } of values) await store.set(key, value);
    });
    return 0;
  },
});
