import { expect, test } from 'vitest';
import type { ConfMap } from '../../conf-store.js';
import { toPlain } from '../../document/conf-value.js';
import { editText } from '../../edit/edit-document.js';
import { propertiesFormat } from './lines-format.js';

const source = { file: '/x.properties', url: 'properties:///x.properties' };
const read = (text: string): ConfMap => propertiesFormat.parse(text, source).root as ConfMap;
const text =
  '# top\nname = web # not a comment\nport=8080\r\n\n  path = /a=b \nempty =\ndup = 1\n  #x = 1\ndup=2';
const values = { name: 'web # not a comment', port: '8080', path: '/a=b ', empty: '', dup: '2' };

test('reads a property at the first =, whole-line comments, no escapes', () => {
  expect(toPlain(read(text))).toEqual(values);
});

test('the last of repeated properties wins, with a warning', () => {
  const { warnings } = propertiesFormat.parse(text, source);
  expect(warnings.map(({ code, where }) => ({ code, where }))).toEqual([
    { code: 'DUPLICATE_KEY', where: { file: '/x.properties', line: 9, column: 1 } },
  ]);
});

test.each([
  ['key1#val1', { 'key1#val1': '' }],
  ['k v w', { k: 'v w' }],
  ['k\t: \t= v', { k: '= v' }],
  ['k:v\n! c\n#\\\nl', { k: 'v', l: '' }],
  [String.raw`u = https\://x\u0041\t\n\q\\`, { u: 'https://xA\t\nq\\' }],
  [String.raw`a\ b\=\:\#c=1`, { 'a b=:#c': '1' }],
  ['cp = a.jar,\\\n     b.jar,\\\r\n  # c', { cp: 'a.jar,b.jar,# c' }],
  ['k = v \\\\\nl = 1', { k: 'v \\', l: '1' }],
  ['= v', { '': 'v' }],
  ['k\\\n  = v', { k: 'v' }],
  ['k = v  ', { k: 'v  ' }],
])('%j is read as Java reads it', (written, expected) => {
  expect(toPlain(read(written))).toEqual(expected);
});

test('an escape that is not complete is refused with its place', () => {
  expect(() => read('a = 1\nb = \\u12\n')).toThrow(
    expect.objectContaining({
      code: 'SYNTAX',
      where: { file: '/x.properties', line: 2, column: 5 },
    }),
  );
});

test.each([
  [
    'a value',
    { ...values, name: 'x', path: '/c' },
    text.replace('web # not a comment', 'x').replace('/a=b ', '/c'),
  ],
  [
    'an empty value',
    { ...values, empty: 'v', port: '' },
    text.replace('empty =', 'empty = v').replace('8080', ''),
  ],
  [
    'the effective one of repeated properties',
    { ...values, dup: '3' },
    text.replace('dup=2', 'dup=3'),
  ],
  [
    'new properties in the style of the last, no line end at the end',
    { ...values, new: 'v', last: '' },
    `${text}\nnew=v\nlast=`,
  ],
  [
    'a deleted property goes wherever it is',
    { name: values.name, port: values.port, path: values.path, empty: '' },
    text.replace('dup = 1\n', '').replace('dup=2', ''),
  ],
])('an edit changes only its place: %s', (_, after, expected) => {
  expect(editText(propertiesFormat, text, read(text), new Map(Object.entries(after)), source)).toBe(
    expected,
  );
});

test('the names of a key are one name, with the delimiter between them', () => {
  expect(propertiesFormat.flat?.toNames(['a', 'b[0]'], '.', new Map())).toEqual(['a.b[0]']);
  expect(propertiesFormat.flat?.toSegments(['a.b'], '.', new Map())).toEqual(['a', 'b']);
  expect(propertiesFormat.flat?.toSegments(['a..b'], '.', new Map())).toEqual(['a..b']);
});

test.each([
  ['# v', 'k', '', 'k = # v\n'],
  ['é😀', 'ключ', '', '\\u043a\\u043b\\u044e\\u0447 = \\u00e9\\ud83d\\ude00\n'],
  ['é', 'ü', '# 日本\n', '# 日本\nü = é\n'],
  [' a\nb\\ ', ' k=:', '', '\\ k\\=\\: = \\ a\\nb\\\\ \n'],
  ['v', '', '', ' = v\n'],
  ['', '#k', '', '\\#k =\n'],
  ['\ud800', 'k', '', 'k = \\ud800\n'],
  ['\b', '\b', '', '\\u0008 = \\u0008\n'],
  ['\b\0\v', '\\b', '# 日本\n', '# 日本\n\\\\b = \\u0008\\u0000\\u000b\n'],
])('%j under %j is written as Java writes it', (value, name, before, expected) => {
  const after = new Map([...read(before), [name, value]]);
  const edited = editText(propertiesFormat, before, read(before), after, source);
  expect(edited).toBe(expected);
  expect(read(edited)).toEqual(after);
});

test('only texts are held', () => {
  expect(propertiesFormat.refuses(null, ['k'])).toBe('properties has only texts');
});

test('the place of a property is that of the one that counts', () => {
  expect(propertiesFormat.locate(text, ['dup'], source)).toBe(text.lastIndexOf('dup'));
  expect(propertiesFormat.locate(text, ['none'], source)).toBeUndefined();
  expect(propertiesFormat.locate(text, ['dup', 'x'], source)).toBeUndefined();
});
