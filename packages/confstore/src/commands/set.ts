import { defineCommand } from '../cli/command.js';
import { readJsonValue } from '../cli/read-json-value.js';
import { splitPairs } from '../cli/split-list.js';
import type { ConfLeaf } from '../conf-store.js';
import { parseFlatKey, pathOfSegments } from '../key/flat-key.js';
import { usageError } from '@hare/cli';
import { isSecretName, lastName } from '@hare/base';

const separators = ['=', ':', '>', '.', '|', '/'];

export const setCommand = defineCommand({
  name: 'set',
  summary: 'set keys to texts, or with --typed to JSON values',
  description:
    'Set keys to texts, or with --typed to JSON values.\n\nAll pairs are set, or none of them. A missing file is made. Comments and formatting of the rest stay as they are.',
  takesUrl: true,
  changes: true,
  operands: [{ name: 'PAIRS', description: 'K=V;K2=V2 …', completes: 'keys' }],
  options: {
    separator: {
      flag: '-d',
      value: 'SEPARATOR',
      verbatim: true,
      description: 'what stands between key and value: = : > . | or / (default =)',
    },
    typed: {
      flag: '--typed',
      description: 'the values are JSON: numbers, true, null, "text", lists, maps',
    },
  },
  examples: [
    { line: "confstore json:///etc/app.json set 'server>host=example.org;server>path=/a=b'" },
    {
      line: 'confstore yaml:///etc/app.yaml set --typed \'server>port=8080;tags=["a","b"];note="x;y"\'',
    },
    { line: "confstore ini:///etc/app.ini set -d : 'server>url:http://example.org:8080/'" },
  ],
  async run({ args: [text = ''], options, delimiter, open }) {
    const { separator = '=' } = options;
    if (!separators.includes(separator))
      throw usageError(
        `${JSON.stringify(separator)} cannot stand between key and value`,
        `take one of ${separators.join(' ')}`,
      );
    const typed = options['typed'];
    const pairs = splitPairs(text, separator, delimiter, typed);
    if (separator === delimiter && pairs.some(({ value }) => value.includes(separator))) {
      throw usageError(
        `${JSON.stringify(separator)} stands between key and value and also between the names of a key`,
        'take another one with -d or --delimiter',
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
    const store = await open({ create: true });
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
