import { expect, test } from 'vitest';
import { Draft } from '../../document/draft.js';
import { editDocument } from '../../edit/edit-document.js';
import { parseKey } from '../../key/parse-key.js';
import { yamlFormat } from './yaml-format.js';

const source = { file: 'a.yaml', url: 'yaml:a.yaml' };

function edit(text: string, change: (draft: Draft) => void): string {
  const { root } = yamlFormat.parse(text, source);
  const draft = new Draft(root, '>');
  change(draft);
  return editDocument(yamlFormat, text, root, draft.root, source)?.text ?? text;
}

test.each([
  ['- a # x\n- b: 1\n', '[1]>b', 2, '- a # x\n- b: 2\n'],
  ['- a # x\n', '[1]', 'b', '- a # x\n- b\n'],
  ['[a, b]\n', '[2]>c', 1, '[a, b, {c: 1}]\n'],
  ['a: !Ref x # c\n', 'a', 'z', 'a: !Ref z # c\n'],
  ['a: !Ref x\n', 'a', '80', 'a: !Ref "80"\n'],
  ['a: !Ref x\n', 'a', true, 'a: true\n'],
  ['a: !Sub\n  - x\n', 'a[1]', 'z', 'a: !Sub\n  - x\n  - z\n'],
  ['a: !Ref\n', 'a', 'z', 'a: !Ref z\n'],
  ['a: !!int 5\n', 'a', 'z', 'a: z\n'],
  ['a: 1\n---\nb: 1 # c\n', '#1>b', 2, 'a: 1\n---\nb: 2 # c\n'],
  ['a: 1\n---\nb: 1\n', '#0>c', 2, 'a: 1\nc: 2\n---\nb: 1\n'],
  ['a: 1\n---\n---\nb: 1\n', '#1', 'x', 'a: 1\n--- x\n---\nb: 1\n'],
  ['a: 1\n---\n# c\n---\nb: 1\n', '#1>x', 1, 'a: 1\n---\nx: 1\n# c\n---\nb: 1\n'],
  ['--- x\n--- y\n', '#1', 'z', '--- x\n--- z\n'],
])('%j: set %s to %j gives %j', (text, key, value, expected) => {
  expect(edit(text, (draft) => draft.set(parseKey(key), value))).toBe(expected);
});

test.each([
  ['- a # x\n# c\n- b\n- c\n', ['[0]'], '# c\n- b\n- c\n'],
  ['l: [a, b, c]\n', ['l[1]'], 'l: [a, c]\n'],
  [
    'l:\n  # 1\n  - a\n  # 2\n  - b # y\n  # 3\n  - c\n',
    ['l[1]'],
    'l:\n  # 1\n  - a\n  # 2\n  # 3\n  - c\n',
  ],
  ['l: [{a: 1}, {b: 2}, {a: 1}]\n', ['l[0]'], 'l: [{b: 2}, {a: 1}]\n'],
  ['- a\n', ['[0]'], '[]\n'],
  ['#\n- a\n- b\n', ['[0]', '[0]'], '#\n[]\n'],
  ['a:\n  # n1\n  b: 1\n  # n2\n  c: 2\n', ['a>b', 'a>c'], 'a: {}\n  # n1\n  # n2\n'],
  ['a:\n- x # x\n# n\n- y\nb: 1\n', ['a[0]', 'a[0]'], 'a: []\n# n\nb: 1\n'],
  [
    'a: # top\n  b: 1 # own\n\n  # n2\n  c: 2\n# end\n',
    ['a>b', 'a>c'],
    'a: {} # top\n\n  # n2\n# end\n',
  ],
  ['a: 1\n---\n# c\nb: 1\n', ['#1>b'], 'a: 1\n---\n# c\n{}\n'],
  ['a:\n  b: 1\n  # c\n', ['a>b'], 'a: {}\n  # c\n'],
  ['a: &n\n  x: 1\n  w: 2\nb:\n  <<: *n\n  x: 3\n', ['b>x'], 'a: &n\n  x: 1\n  w: 2\nb:\n  w: 2\n'],
  ['a: &n\n  x: 1\nb:\n  <<: *n\n  z: 3\n', ['b>z'], 'a: &n\n  x: 1\nb:\n  <<: *n\n'],
])('%j: without %j it is %j', (text, keys, expected) => {
  const change = (draft: Draft): void => {
    for (const key of keys) draft.delete(parseKey(key), true, true);
  };
  expect(edit(text, change)).toBe(expected);
});

test('documents are not added, and the message says what to write', () => {
  expect(() => edit('a: 1\n---\nb: 1\n', (draft) => draft.set(['c'], 1))).toThrow(
    expect.objectContaining({
      code: 'EDIT_NOT_SAFE',
      hint: expect.stringContaining('#0>name') as string,
    }),
  );
});
