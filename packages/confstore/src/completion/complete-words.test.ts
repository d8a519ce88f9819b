import { describe, expect, test } from 'vitest';
import { completeWords, type CompletionSources } from './complete-words.js';

const sources: CompletionSources = {
  keys: async (url, delimiter) =>
    Promise.resolve(
      ['json:a.json', 'a.json'].includes(url)
        ? ['server>port', 'server>host', 'tags[0]'].map((key) => key.replaceAll('>', delimiter))
        : [],
    ),
  files: async (folder) =>
    Promise.resolve(
      folder === '/etc/'
        ? ['app.json', 'conf.d/']
        : folder === '.'
          ? ['a.json', 'notes.txt', 'sub/']
          : [],
    ),
};
const texts = async (line: string): Promise<readonly string[]> => {
  const words = line.split(' ');
  return (await completeWords(words.slice(0, -1), words.at(-1) ?? '', sources)).map(
    ({ text, ends }) => (ends ? `${text} ` : text),
  );
};

describe('offers', () => {
  test.each([
    ['js', ['json:', 'jsonc:']],
    ['co', ['consul://', 'completion ']],
    ['json:', ['json:a.json ', 'json:notes.txt ', 'json:sub/']],
    ['a', ['a.json ']],
    ['s', ['sub/']],
    ['/etc/', ['/etc/app.json ', '/etc/conf.d/']],
    ['a.json get server>p', ['server>port']],
    ['x.yaml merge a.json -k ta', ['tags[0]']],
    ['x.yaml merge -k ta', []],
    ['a.json diff a', ['a.json ']],
    ['json:///etc/a', ['json:///etc/app.json ']],
    ['json:/etc/', ['json:/etc/app.json ', 'json:/etc/conf.d/']],
    ['--d', ['--delimiter ']],
    ['--delimiter ', ['> ', '. ', '/ ', '| ', ': ', '; ']],
    ['json:a.json g', ['get ', 'get_keys ']],
    ['json:a.json get ser', ['server>port', 'server>host']],
    ['json:a.json get server>port;ta', ['server>port;tags[0]']],
    ['--delimiter . json:a.json get server.p', ['server.port']],
    ['json:a.json set server>p', ['server>port=']],
    ['json:a.json get x -o ', ['raw ', 'json ', 'yaml ', 'toml ', 'env ']],
    [
      'json:a.json get --',
      ['--output ', '--raw ', '--strict ', '--typed ', '--create ', '--delimiter ', '--help '],
    ],
    ['json:a.json get --raw ser', ['server>port', 'server>host']],
    ['json:a.json diff yaml', ['yaml:']],
    ['json:a.json diff yaml:x -k ta', ['tags[0]']],
    ['json:a.json copy yaml:x ta', ['tags[0]']],
    ['json:a.json delete --force ', ['server>port', 'server>host', 'tags[0]']],
    ['completion ', ['bash ', 'zsh ', 'fish ']],
    ['help val', ['validate ']],
    ['json:a.json lock ', []],
    ['json:a.json nonsense ', []],
    ['--version ', []],
  ])('for %j', async (line, expected) => {
    expect(await texts(line)).toEqual(expected);
  });
});
