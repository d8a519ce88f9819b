import { expect, test } from 'vitest';
import type { ConfMap } from '../../conf-store.js';
import { toPlain } from '../../document/conf-value.js';
import { editText } from '../../edit/edit-document.js';
import { propertiesFormat } from './properties-format.js';

const source = { file: '/x.properties', url: 'properties:///x.properties' };
const read = (text: string): ConfMap => propertiesFormat.parse(text, source).root as ConfMap;
const text =
  '# top\nname = web # not a comment\nport=8080\r\n\n  path = /a=b \nempty =\ndup = 1\n  #x = 1\ndup=2';
const values = { name: 'web # not a comment', port: '8080', path: '/a=b', empty: '', dup: '2' };

test('reads a property at the first =, whole-line comments, no escapes', () => {
  expect(toPlain(read(text))).toEqual(values);
  expect(toPlain(read('a\\=b = c\\\nd:e = 1\n'))).toEqual({ 'a\\': 'b = c\\', 'd:e': '1' });
});

test('the last of repeated properties wins, with a warning', () => {
  const { warnings } = propertiesFormat.parse(text, source);
  expect(warnings.map(({ code, where }) => ({ code, where }))).toEqual([
    { code: 'DUPLICATE_KEY', where: { file: '/x.properties', line: 9, column: 1 } },
  ]);
});

test.each([
  ['key1#val1\n', 1, 1],
  ['a = 1\n  nonsense\n', 2, 3],
  ['; c\n', 1, 1],
  ['a=1\r = v\n', 2, 2],
])('refuses %j with line and column', (bad, line, column) => {
  expect(() => read(bad)).toThrow(
    expect.objectContaining({ code: 'SYNTAX', where: { file: '/x.properties', line, column } }),
  );
});

test.each([
  [
    'a value',
    { ...values, name: 'x', path: '/c' },
    text.replace('web # not a comment', 'x').replace('/a=b ', '/c '),
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
  expect(propertiesFormat.flat?.toNames(['a', 'b[0]'], '.')).toEqual(['a.b[0]']);
  expect(propertiesFormat.flat?.toSegments(['a.b'], '.')).toEqual(['a', 'b']);
  expect(propertiesFormat.flat?.toSegments(['a..b'], '.')).toEqual(['a..b']);
});

test.each([
  ['# v', 'k', undefined],
  ['é', 'ключ', undefined],
  [null, 'k', 'properties have only texts'],
  ['a\nb', 'k', 'the value of a property is one line'],
  ['v ', 'k', 'properties drop white space around names and values'],
  ['v', ' k', 'properties drop white space around names and values'],
  ['v', 'a=b', 'the name of a property ends at "=" and the end of its line'],
  ['v', '#k', 'a property whose name starts with # would be a comment'],
  ['v', '', 'properties have names'],
  ['\ud800', 'k', 'properties hold only well-formed Unicode'],
])('%j under %j is held or refused', (value, name, reason) => {
  expect(propertiesFormat.refuses(value, [name])).toBe(reason);
  if (reason !== undefined) return;
  const after = new Map([[name, value]]);
  expect(read(editText(propertiesFormat, '', new Map(), after, source))).toEqual(after);
});

test('the place of a property is that of the one that counts', () => {
  expect(propertiesFormat.locate(text, ['dup'], source)).toBe(text.lastIndexOf('dup'));
  expect(propertiesFormat.locate(text, ['none'], source)).toBeUndefined();
  expect(propertiesFormat.locate(text, ['dup', 'x'], source)).toBeUndefined();
});
