import { describe, expect, test } from 'vitest';
import type { ConfMap } from '../../conf-store.js';
import { toConfValue, toPlain } from '../../document/conf-value.js';
import { Draft } from '../../document/draft.js';
import { editText } from '../../edit/edit-document.js';
import { parseKey } from '../../key/parse-key.js';
import { tomlFormat } from './toml-format.js';

const source = { file: '/x.toml', url: 'toml:///x.toml' };
const read = (text: string): ConfMap => tomlFormat.parse(text, source).root as ConfMap;

type Step = readonly [key: string, value: unknown] | readonly [key: string];

/** The text after setting (with a value) or deleting (without) each key. */
function edit(text: string, ...steps: readonly Step[]): string {
  const before = read(text);
  const draft = new Draft(before, '>');
  for (const [key, ...value] of steps) {
    if (value.length === 0) draft.delete(parseKey(key), true);
    else draft.set(parseKey(key), toConfValue(value[0]));
  }
  return editText(tomlFormat, text, before, draft.root, source);
}

describe('reads', () => {
  test('tables however they are written, in the order of the text', () => {
    const text =
      'a.b.c = 1\n[x]\ny = [1, {z = 2}]\n[[n]]\nid = "a"\n[n.s]\nk = true\n[[n]]\nid = "b"\n2 = "x"\n1 = "y"\n[[n]]\n';
    expect(toPlain(read(text))).toEqual({
      a: { b: { c: 1 } },
      x: { y: [1, { z: 2 }] },
      n: [{ id: 'a', s: { k: true } }, { id: 'b', 1: 'y', 2: 'x' }, {}],
    });
    const second = (read(text).get('n') as readonly ConfMap[])[1];
    expect([...(second?.keys() ?? [])]).toEqual(['id', '2', '1']);
  });

  test.each([
    ['"a\\tb\\u00e9\\U0001F600\\\\"', 'a\tbé😀\\'],
    ["'a\\b'", 'a\\b'],
    ['"""\nl1\\\n   l2 ""q""\n"""', 'l1l2 ""q""\n'],
    ["'''\r\n'a' ''b'''''", "'a' ''b''"],
    ['0xFF', 255],
    ['-0', 0],
    ['+1_000', 1000],
    ['1e3', 1000],
    ['-inf', -Infinity],
    ['nan', NaN],
    ['9223372036854775807', 9223372036854775807n],
    ['[1, "x", [], {}, [{ a.b = 1 }],]', [1, 'x', [], {}, [{ a: { b: 1 } }]]],
  ])('the value %s', (text, value) => {
    expect(toPlain(read(`k = ${text} # comment\n`).get('k') ?? null)).toEqual(value);
  });

  test('dates as they are written, local or not', () => {
    const texts = [
      '1979-05-27T07:32:00Z',
      '1979-05-27 07:32:00',
      '1979-05-27',
      '07:32:00',
      '1979-05-27T00:32:00-07:00',
    ];
    const dates = texts.map((text) => (read(`d = ${text}\n`).get('d') as Date).toISOString());
    expect(dates).toEqual([
      '1979-05-27T07:32:00.000Z',
      '1979-05-27T07:32:00.000',
      '1979-05-27',
      '07:32:00.000',
      '1979-05-27T00:32:00.000-07:00',
    ]);
  });

  test('__proto__ and constructor are names like any other', () => {
    const root = read('__proto__ = 1\n[constructor.__proto__]\nx = 2\n');
    expect([...root.keys()]).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

describe('refuses with line and column', () => {
  test.each<readonly [text: string, line: number, column: number, code: string]>([
    ['a = 1\na = 2\n', 2, 1, 'DUPLICATE_KEY'],
    ['[a]\nx = 1\n[a]\n', 3, 2, 'DUPLICATE_KEY'],
    ['a = abc\n', 1, 5, 'SYNTAX'],
    ['a = [1, 2\n', 2, 1, 'SYNTAX'],
    ['ok = 1\nnot toml\n', 2, 5, 'SYNTAX'],
    ['a = 01\n', 1, 5, 'SYNTAX'],
    ['a = { b = 1,\n c = 2 }\n', 1, 13, 'SYNTAX'],
    ['a = { b = 1, }\n', 1, 14, 'SYNTAX'],
    ['a = "\\e"\n', 1, 6, 'SYNTAX'],
    ['a = 07:32\n', 1, 5, 'SYNTAX'],
    [`a = ${'['.repeat(2000)}`, 1, 1005, 'TOO_DEEP'],
    [`[${'a.'.repeat(2000)}a]\n`, 1, 1, 'TOO_DEEP'],
    [`${'a.'.repeat(2000)}a = 1\n`, 1, 1, 'TOO_DEEP'],
  ])('%j', (text, line, column, code) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ code, where: { file: '/x.toml', line, column } }),
    );
  });
});

describe('an edit changes only its place', () => {
  test.each<readonly [title: string, before: string, steps: readonly Step[], after: string]>([
    [
      'a value keeps the comment behind it',
      'a  =  1   # one\nb = 2\n',
      [['a', 5]],
      'a  =  5   # one\nb = 2\n',
    ],
    ['a float stays a float', 'a = 1.5\n', [['a', 2]], 'a = 2.0\n'],
    ['a literal text stays literal', "a = 'C:\\x'\n", [['a', 'D:\\y']], "a = 'D:\\y'\n"],
    [
      'a multi-line text goes as a whole',
      'a = """\nx\ny"""\nb = 1\n',
      [['a', 'z']],
      'a = "z"\nb = 1\n',
    ],
    [
      'CRLF is kept',
      'a = 1\r\n[t]\r\nx = 1\r\n',
      [
        ['t>y', 2],
        ['a', 3],
      ],
      'a = 3\r\n[t]\r\nx = 1\r\ny = 2\r\n',
    ],
    ['no line end at the end is kept', '[t]\nx = 1', [['t>y', 2]], '[t]\nx = 1\ny = 2'],
    [
      'a new key of a table joins its last',
      '[t]\n  x=1\n\n# of u\n[u]\n',
      [['t>y', 2]],
      '[t]\n  x=1\n  y=2\n\n# of u\n[u]\n',
    ],
    ['a new key of a table without keys', '[t]\n[u]\n', [['t>y', 2]], '[t]\ny = 2\n[u]\n'],
    [
      'a new key of the document stands above the first table and its comment',
      '# of t\n[t]\n',
      [['k', 'v']],
      'k = "v"\n\n# of t\n[t]\n',
    ],
    [
      'a new key behind those of the document',
      'a = 1\n\n[t]\n',
      [['k', 'v']],
      'a = 1\nk = "v"\n\n[t]\n',
    ],
    ['a first key', '# only a comment\n', [['k', true]], '# only a comment\nk = true\n'],
    ['a first table', '', [['t>u', 'v']], '[t]\nu = "v"\n'],
    [
      'first keys and tables',
      '',
      [
        ['k', 1],
        ['t>u', 'v'],
        ['w>x', 2],
      ],
      'k = 1\n\n[t]\nu = "v"\n\n[w]\nx = 2\n',
    ],
    [
      'a new table stands at the end',
      '[t]\nx = 1\n',
      [
        ['u>k', 1],
        ['u>l', [1, 'x']],
        ['u>m>n', 2],
      ],
      '[t]\nx = 1\n\n[u]\nk = 1\nl = [1, "x"]\n\n[u.m]\nn = 2\n',
    ],
    [
      'a new table below a table',
      '[t]\nx = 1\n\n[z]\n',
      [['t>u>k', 1]],
      '[t]\nx = 1\n\n[t.u]\nk = 1\n\n[z]\n',
    ],
    [
      'a table that is only implied gets its header',
      '# c\n[t.u]\nx = 1\n',
      [['t>k', 1]],
      '[t]\nk = 1\n\n# c\n[t.u]\nx = 1\n',
    ],
    [
      'keys of the document and of implied tables together',
      '[s]\nk = 1\n[t.u]\nx = 1\n',
      [
        ['s>l', 2],
        ['t>k', 1],
        ['r', 0],
        ['s>m>n', 3],
      ],
      'r = 0\n\n[s]\nk = 1\nl = 2\n\n[s.m]\nn = 3\n[t]\nk = 1\n\n[t.u]\nx = 1\n',
    ],
    [
      'a dotted table grows by dotted keys',
      '[t]\na.b = 1\nz = 2\n',
      [
        ['t>a>c', 3],
        ['t>a>d>e', 4],
      ],
      '[t]\na.b = 1\na.c = 3\na.d = { e = 4 }\nz = 2\n',
    ],
    [
      'an inline table',
      'p = { x = 1, y = 2 } # c\n',
      [
        ['p>x', 5],
        ['p>z', 3],
      ],
      'p = { x = 5, y = 2, z = 3 } # c\n',
    ],
    ['an empty inline table', 'p = {}\n', [['p>z', 3]], 'p = { z = 3 }\n'],
    [
      'the first, last and all keys of inline tables',
      'p = { x = 1, y = 2 }\nq = { x = 1, y = 2 }\nr = { x = 1, y = 2 }\n',
      [['p>x'], ['q>y'], ['r>x'], ['r>y']],
      'p = { y = 2 }\nq = { x = 1 }\nr = {}\n',
    ],
    [
      'a list on one line',
      'a = [1, 2] # c\n',
      [
        ['a[2]', 3],
        ['a[0]', 9],
      ],
      'a = [9, 2, 3] # c\n',
    ],
    [
      'a list on many lines',
      'a = [\n  1, # one\n  2, # two\n]\n',
      [['a[2]', 3]],
      'a = [\n  1, # one\n  2, # two\n  3\n]\n',
    ],
    [
      'the last item of a list on many lines',
      'a = [\n  1, # one\n  2, # two\n]\n',
      [['a[1]']],
      'a = [\n  1 # one\n]\n',
    ],
    ['an empty list', 'a = []\n', [['a[1]', 'x']], 'a = ["", "x"]\n'],
    [
      'an item of an array of tables',
      '[[n]]\nid = 1 # a\n\n[[n]]\nid = 2 # b\n',
      [
        ['n[1]>id', 5],
        ['n[0]>k', 'v'],
      ],
      '[[n]]\nid = 1 # a\nk = "v"\n\n[[n]]\nid = 5 # b\n',
    ],
    [
      'a new item of an array of tables',
      '[[n]]\nid = 1\n[n.s]\nx = 1\n\n[z]\n',
      [['n[1]>id', 2]],
      '[[n]]\nid = 1\n[n.s]\nx = 1\n\n[[n]]\nid = 2\n\n[z]\n',
    ],
    [
      'a new table in an item',
      '[[n]]\nid = 1\n\n[[n]]\nid = 2\n',
      [['n[0]>s>x', 1]],
      '[[n]]\nid = 1\n\n[n.s]\nx = 1\n\n[[n]]\nid = 2\n',
    ],
    [
      'the last item of an array of tables goes',
      '[[n]]\nid = 1\n# second\n[[n]]\nid = 2\n[n.s]\nx = 1\n[z]\n',
      [['n[1]']],
      '[[n]]\nid = 1\n# second\n[z]\n',
    ],
    [
      'the only item of an array of tables leaves an empty list',
      'k = 1\n[[n]]\nid = 1\n',
      [['n[0]']],
      'k = 1\nn = []\n',
    ],
    [
      'a text in an array of tables makes it a list',
      'k = 1\n[[n]]\nid = 1\n',
      [['n[1]', 'x']],
      'k = 1\nn = [{ id = 1 }, "x"]\n',
    ],
    [
      'a deleted key takes its lines, the comment above stays',
      '# c\na = [\n 1,\n] # d\nb = 2\n',
      [['a']],
      '# c\nb = 2\n',
    ],
    [
      'a deleted table takes all its headers and keys',
      'x = 1\n[t]\na = 1\n# c\n[t.u]\nb = 1\n[[t.v]]\nc = 1\n[z]\n',
      [['t']],
      'x = 1\n# c\n[z]\n',
    ],
    ['a table becomes a value', '[t]\na = 1\n[z]\nk = 1\n', [['t', 5]], 't = 5\n\n[z]\nk = 1\n'],
    [
      'a dotted or implied table stays when it is emptied',
      '[t]\na.b = 1\n[u.v]\nc = 1\n',
      [
        ['t>a', {}],
        ['u', {}],
      ],
      '[t]\n\n[t.a]\n\n[u]\n',
    ],
    ['an empty text becomes a table', 'a = ""\n', [['a>b', 1]], 'a = { b = 1 }\n'],
    [
      'a list of maps becomes an array of tables',
      'k = 1\n',
      [['n', [{ id: 1 }, { id: 2, s: { x: [] } }]]],
      'k = 1\n\n[[n]]\nid = 1\n\n[[n]]\nid = 2\n\n[n.s]\nx = []\n',
    ],
    ['names that need quotes get them', '', [['a b>"x.y">é', 'z']], '["a b"."x.y"]\n"é" = "z"\n'],
    ['a date keeps its kind', 'd = 1979-05-27\n', [['e', 1]], 'd = 1979-05-27\ne = 1\n'],
    [
      'control characters are escaped',
      '',
      [['k', 'a\u007f\u0000\n']],
      'k = "a\\u007f\\u0000\\n"\n',
    ],
    [
      'a large float keeps its value',
      '',
      [
        ['k', 2 ** 53],
        ['l', 1e21],
        ['m', -0],
      ],
      'k = 9007199254740992.0\nl = 1e+21\nm = -0.0\n',
    ],
  ])('%s', (_, before, steps, after) => {
    expect(edit(before, ...steps)).toBe(after);
  });
});

test('setting what is there leaves the bytes alone', () => {
  const text =
    'a = 0x10 # hex\nd = 1979-05-27T07:32:00.999999Z\nf = 1e3\ns = """\nx"""\n[t]\nu = {  x=1  }\n';
  const root = read(text);
  for (const [name, value] of root) expect(edit(text, [name, value])).toBe(text);
});

test('places of entries are found', () => {
  const text = 'a.b = 1\nl = [1,\n {x = 2}]\n[t.u]\nk = 1\n[[n]]\n[[n]]\nid = 1\n';
  const place = (key: string): string | undefined => {
    const at = tomlFormat.locate(text, parseKey(key), source);
    return at === undefined ? undefined : text.slice(at).split('\n')[0];
  };
  expect(
    ['a', 'a>b', 'l[1]', 'l[1]>x', 't', 't>u>k', 'n[1]', 'n[1]>id', 'x', 'l[5]'].map(place),
  ).toEqual([
    'a.b = 1',
    'a.b = 1',
    '{x = 2}]',
    'x = 2}]',
    '[t.u]',
    'k = 1',
    '[[n]]',
    'id = 1',
    undefined,
    undefined,
  ]);
});

test.each([
  [null, 'toml has no null'],
  [2n ** 63n, 'the integers of toml have 64 bits'],
  ['\ud800', 'toml supports only well-formed Unicode'],
  [new Date(NaN), 'toml supports dates of the years 0 to 9999'],
  [2n ** 63n - 1n, undefined],
])('%s is held or refused', (value, reason) => {
  expect(tomlFormat.refuses(value, ['k'])).toBe(reason);
});
