import { parse } from 'smol-toml';
import { expect, test } from 'vitest';
import { plainTomlMap } from './plain-toml.js';
import { readTomlTree, tomlTableValue } from './toml-tree.js';

const source = { file: '/x.toml', url: 'toml:///x.toml' };
const read = (text: string): unknown =>
  plainTomlMap(parse(text, { integersAsBigInt: 'asNeeded' }), text);

test.each([
  'b = 1\na = -0\nc = +7\nd = -0.0\ne = 1e3\nf = inf\ng = 0x10\nh = 9007199254740993\ni = 1_000',
  'a.b.c = "x"\na.d = true\n[t.u]\nv = [1, [2, "3"], []]\n[[l]]\nx = 1\n[[l]]\n[l.m]\ny = 2',
  '"" = 1\n"__proto__" = 2\nconstructor = 3\n"01" = 4\n"1.5" = 5\n"99999999999" = 6',
  's = """\n a\\\n  b"""\nt = \'\'\'\n\'c\'\'\'\'\nu = "\\u00e9\\t"',
  '# nothing but a comment',
])('reads as the scanner does: %j', (text) => {
  expect(read(text)).toEqual(tomlTableValue(text, source, readTomlTree(text, source)));
});

test.each([
  'b = 1\n2 = 3',
  '[x]\n"0" = 1',
  'a = { b = 1 }',
  'a = { b = 1,\n }',
  'a = "\\e"',
  'a = 2023-02-30',
  'a = [12:30]',
])('leaves to the scanner what an object or TOML 1.1 would change: %j', (text) => {
  expect(read(text)).toBeUndefined();
});
