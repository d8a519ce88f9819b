import { describe, expect, test } from 'vitest';
import type { ConfMap } from '../../conf-store.js';
import { toPlain } from '../../document/conf-value.js';
import { editText } from '../../edit/edit-document.js';
import { iniFormatFor } from './lines-format.js';

const iniFormat = iniFormatFor('/x.ini');
const source = { file: '/x.ini', url: 'ini:///x.ini' };
const read = (text: string): ConfMap => iniFormat.parse(text, source).root as ConfMap;
const model = (sections: Readonly<Record<string, Readonly<Record<string, string>>>>): ConfMap =>
  new Map(
    Object.entries(sections).map(([name, options]) => [name, new Map(Object.entries(options))]),
  );

describe('reads', () => {
  test.each([
    [
      '= and :, the first of them',
      '[s]\na=1\nb: 2\nc = x = y\nd : e=f\n',
      { a: '1', b: '2', c: 'x = y', d: 'e=f' },
    ],
    ['names and case as they are', '[s]\nLong key  = z\nPort=1\n', { 'Long key': 'z', Port: '1' }],
    [
      'comments only as whole lines',
      '; c\n[s]\n # c\na = v ; not a comment\n;b = 1\n',
      { a: 'v ; not a comment' },
    ],
    [
      'indented lines as more of the value',
      '[s]\nmulti = l1\n  l2\n\n  # c\n\tl3\nnext = 1\n',
      { multi: 'l1\nl2\n\nl3', next: '1' },
    ],
    [
      'options that are all indented',
      '[s]\n  a = 1\n  b = 2\n c = 3\n   d = 4\n',
      { a: '1', b: '2', c: '3\nd = 4' },
    ],
    ['empty values', '[s]\na =\nb=  \nc =\n  v\n', { a: '', b: '', c: '\nv' }],
    ['CRLF and a lone CR as line ends', '[s]\r\na = 1\r\n  2\rb = 3', { a: '1\n2', b: '3' }],
    [
      'white space that is not ASCII as part of the value',
      '[s]\na =\u00a0v\u00a0\n',
      { a: '\u00a0v\u00a0' },
    ],
    ['% and ${} without interpolation', '[s]\na = %(b)s ${c}\n', { a: '%(b)s ${c}' }],
  ])('%s', (_, text, options) => {
    expect(toPlain(read(text))).toEqual({ s: options });
  });

  test('a section up to its last bracket, a comment behind it', () => {
    expect([...read('[a]b]\n[c] ; [\n[ d ]  # x\n').keys()]).toEqual(['a]b', 'c', ' d ']);
  });

  test('options before the first section, names without a value, a section that goes on', () => {
    const text = 'top = 1\n[a]\nbare\n[b]\nx = 1\n[a]\ny = 2\n';
    const { root, warnings } = iniFormat.parse(text, source);
    expect(toPlain(root)).toEqual({ top: '1', a: { bare: '', y: '2' }, b: { x: '1' } });
    expect(warnings.map(({ code, where }) => [code, where.line])).toEqual([['DUPLICATE_KEY', 6]]);
  });

  test('the last of repeated options, with a warning at each', () => {
    const { root, warnings } = iniFormat.parse('[s]\na = 1\nb = 2\n a = 3\na = 4\n', source);
    expect(toPlain(root)).toEqual({ s: { a: '4', b: '2\na = 3' } });
    expect(warnings.map(({ code, where }) => ({ code, where }))).toEqual([
      { code: 'DUPLICATE_KEY', where: { file: '/x.ini', line: 5, column: 1 } },
    ]);
  });
});

test.each([
  ['key\n', 1, 1, 'SYNTAX'],
  ['[a]\n = v\n', 2, 2, 'SYNTAX'],
  ['[]\nx = 1\n', 1, 1, 'SYNTAX'],
  ['[a] b\n', 1, 1, 'SYNTAX'],
  ['a = 1\n[a]\nx = 1\n', 2, 2, 'DUPLICATE_KEY'],
])('refuses %j with line and column', (text, line, column, code) => {
  expect(() => read(text)).toThrow(
    expect.objectContaining({ code, where: { file: '/x.ini', line, column } }),
  );
});

describe('an edit changes only its place', () => {
  const text =
    '; top\n[server]\nhost=h1\n  Port : 8080\n\n# of client\n[client]\nname = a\n  b\n  # between\n  c\nempty =\n';
  const options = { server: { host: 'h1\nPort : 8080' }, client: { name: 'a\nb\nc', empty: '' } };

  test.each([
    ['nothing', options, text],
    ['a value', { ...options, server: { host: 'h2' } }, text.replace('h1\n  Port : 8080', 'h2')],
    [
      'an empty value',
      { ...options, client: { ...options.client, empty: 'v' } },
      text.replace('empty =', 'empty = v'),
    ],
    [
      'a value of many lines, comments in it stay',
      { ...options, client: { ...options.client, name: 'x\n\ny' } },
      text.replace('name = a\n  b\n  # between\n  c\n', 'name = x\n\n  y\n  # between\n'),
    ],
    [
      'new options in the style of the last',
      { server: { ...options.server, a: '1', b: '' }, client: { ...options.client, z: '' } },
      text.replace('8080\n', '8080\na=1\nb=\n').replace('empty =\n', 'empty =\nz =\n'),
    ],
    [
      'a new section',
      { ...options, new: { k: 'v', l: 'x\ny' } },
      `${text}\n[new]\nk = v\nl = x\n\ty\n`,
    ],
    [
      'an option goes, comments stay',
      { server: options.server, client: { empty: '' } },
      text.replace('name = a\n  b\n', '').replace('  c\n', ''),
    ],
    [
      'a section goes, comments stay',
      { server: options.server },
      text.slice(0, text.indexOf('[client]')) + '  # between\n',
    ],
  ])('%s', (_, after, expected) => {
    expect(editText(iniFormat, text, read(text), model(after), source)).toBe(expected);
  });

  test.each([
    ['', { s: { k: 'v' } }, '[s]\nk = v\n'],
    ['[s]\r\nk:v', { s: { k: 'w', l: 'x' } }, '[s]\r\nk:w\r\nl:x'],
    ['[s]\n[t]\n', { s: { k: 'v' }, t: { l: '' } }, '[s]\nk = v\n[t]\nl =\n'],
    ['[s]\nk =  \n', { s: { k: 'v' } }, '[s]\nk = v\n'],
    ['[s]\nk=\n', { s: { k: 'v' } }, '[s]\nk=v\n'],
    ['[s]\n  k = v\n', { s: { k: 'a\nb', l: 'x\ny' } }, '[s]\n  k = a\n  \tb\n  l = x\n  \ty\n'],
    ['[s]\na = 1\nb = 2\na = 3\n', { s: { a: '4', b: '2' } }, '[s]\na = 1\nb = 2\na = 4\n'],
    ['[s]\na = 1\nb = 2\na = 3\n', { s: { b: '2' } }, '[s]\nb = 2\n'],
    [
      '[s]\na = 1\nb: 2\n',
      { s: { a: '1', b: '2' }, t: { c: '3' } },
      '[s]\na = 1\nb: 2\n\n[t]\nc = 3\n',
    ],
  ])('%j to %j', (text, after, expected) => {
    expect(editText(iniFormat, text, read(text), model(after), source)).toBe(expected);
  });
});

test('a key has a section and an option, brackets are part of them', () => {
  const none = new Map();
  expect(iniFormat.flat?.toNames(['s[0]', 'k[1]'], '>', none)).toEqual(['s[0]', 'k[1]']);
  expect(() => iniFormat.flat?.toNames(['s'], '>', none)).toThrow(
    expect.objectContaining({ code: 'KEY_SHAPE' }),
  );
  expect(() => iniFormat.flat?.toNames(['a', 'b', 'c'], '>', none)).toThrow(
    'the key a>b>c has 3 names',
  );
});

test.each([
  ['v', ['s', 'k'], undefined],
  ['# v', ['s', 'k'], undefined],
  ['l1\n\nl3', ['s]x', 'k[0]'], undefined],
  [5, ['s', 'k'], 'ini has only texts'],
  [' v', ['s', 'k'], 'ini drops white space around each line of a value'],
  ['a\n b', ['s', 'k'], 'ini drops white space around each line of a value'],
  ['a\n', ['s', 'k'], 'ini drops empty lines at the end of a value'],
  ['a\n# b', ['s', 'k'], 'a further line of a value that starts with # or ; is a comment in ini'],
  ['a\rb', ['s', 'k'], 'a carriage return ends a line of ini'],
  ['v', ['', 'k'], 'ini has no sections without a name'],
  ['v', ['s', ''], 'ini has no options without a name'],
  ['v', ['s', 'a=b'], 'the name of an option of ini ends at "=", ":" and the end of its line'],
  ['v', ['s', ';k'], 'an option of ini whose name starts with ; would be a comment or a section'],
  ['v', ['s', 'k '], 'ini drops white space around names'],
  ['v', ['s\n', 'k'], 'the name of a section of ini is one line'],
  ['\udc00', ['s', 'k'], 'ini supports only well-formed Unicode'],
])('%j under %j is held or refused', (value, path, reason) => {
  expect(iniFormat.refuses(value, path)).toBe(reason);
  if (reason !== undefined || typeof value !== 'string') return;
  const [section = '', option = ''] = path;
  const text = editText(iniFormat, '', read(''), model({ [section]: { [option]: value } }), source);
  expect(toPlain(read(text))).toEqual({ [section]: { [option]: value } });
});

test('places of sections and options are found', () => {
  const text = '[s]\na = 1\na = 2\n';
  expect(
    [['s'], ['s', 'a'], ['s', 'b'], ['t', 'a'], ['s', 'a', 'x']].map((path) =>
      iniFormat.locate(text, path, source),
    ),
  ).toEqual([1, 10, undefined, undefined, undefined]);
});
