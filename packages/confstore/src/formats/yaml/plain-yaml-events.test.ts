import fc from 'fast-check';
import { parseEvents, type Event } from 'js-yaml';
import { expect, inject, test } from 'vitest';
import { yamlDocuments } from '../../../tests/laws/yaml-documents.js';
import { plainYamlEvents } from './plain-yaml-events.js';
import { yamlParserOptions } from './read-yaml-events.js';

const indents = fc.constantFrom('', '', '', '  ', '  ', '    ', '      ', ' ');
const words = fc.constantFrom(
  'a',
  'b',
  'key',
  '"q"',
  "'s'",
  '""',
  'x y',
  'ü',
  '1',
  '-5',
  '- ',
  '-',
  '- - ',
  '-  ',
  '---',
  '...',
  '.5',
  '~',
  '<<',
  ': ',
  ':',
  ' :',
  '#',
  ' #',
  ' # c',
  '  ',
  'a:b',
  'http://h',
  '"x: y"',
  "'it''s'",
  '"\\n"',
  '\t',
  '[',
  ']',
  '{',
  '}',
  ', ',
  '{}',
  '[]',
  '[a',
  '[a]',
  '[a: b]',
  '[a, [b]]',
  '&a ',
  '*a',
  '!t ',
  '|',
  '>',
  '%',
  '@',
  '`',
  '?',
  '? ',
  ',',
  'é',
  '\u007f',
  '\u0085',
  '\u00a0',
  '\u2028',
  '\ufeff',
  '=',
  '(',
  ';',
);
const usualLines = fc
  .tuple(
    indents,
    fc.constantFrom('', '', '- ', '- - ', '-   '),
    fc.constantFrom('a: ', 'b: ', 'key:', '"q": ', '', 'x y: ', '1: '),
    fc.constantFrom(
      '',
      '1',
      'text',
      '"t: #"',
      "'u'",
      '-5',
      'a b  ',
      'ü',
      '[a, -1.5, "b c" , x/y]',
      '[]',
      '{ }  # c',
      '[a,b]',
      '[a, ]',
    ),
  )
  .map((parts) => parts.join(''));
const oddLines = fc
  .tuple(indents, fc.array(words, { maxLength: 4 }))
  .map(([indent, parts]) => indent + parts.join(''));
const comments = fc.constantFrom('', '# c', '  # c', '    # c', '  ');
const lines = fc.oneof(
  { weight: 12, arbitrary: usualLines },
  { weight: 1, arbitrary: oddLines },
  { weight: 1, arbitrary: comments },
);
const texts = fc.oneof(
  fc
    .tuple(fc.array(lines, { minLength: 1, maxLength: 7 }), fc.constantFrom('', '\n', '\n\n'))
    .map(([all, end]) => all.join('\n') + end),
  yamlDocuments,
);

/** Texts in which each line goes in, stays or comes out, as it may. */
const nestedTexts = fc
  .array(
    fc.tuple(
      fc.integer({ min: -2, max: 1 }),
      fc.constantFrom('k', '- ', '- k', '- - k', '-'),
      fc.constantFrom('', ': ', ': v', ': "v"', ': v # c'),
      comments,
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((all) => {
    let depth = 0;
    return all
      .map(([by, what, value, comment], at) => {
        depth = Math.max(0, Math.min(depth + by, 4));
        return `${comment.startsWith('#') ? `${comment}\n` : ''}${'  '.repeat(at === 0 ? 0 : depth)}${what}${what.includes('k') ? `${at}${value === '' ? ':' : value}` : 'item'}`;
      })
      .join('\n');
  });

function byParser(text: string): readonly Event[] | undefined {
  try {
    return parseEvents(text, yamlParserOptions);
  } catch {
    return undefined;
  }
}

test('what is read line by line are the events that js-yaml has', () => {
  let read = 0;
  const property = fc.property(fc.oneof(texts, nestedTexts), (text) => {
    const events = plainYamlEvents(text);
    if (events === undefined) return;
    read += 1;
    expect(events, JSON.stringify(text)).toEqual(byParser(text));
  });
  fc.assert(property, { numRuns: 40 * inject('limits').lawRuns });
  expect(read).toBeGreaterThan(inject('limits').lawRuns);
});

test('a text as most are is read', () => {
  const text =
    '# file\nserver:\n  http: 80   # plain\n  "names":\n  - a\n  - b c\n\n  none:\nlist:\n  - id: 1\n    path: /dev/x:y\n  -\n    deep: - \n'.replace(
      ' - \n',
      " 'x'\n  - - [in, 'out']\n    - -1.5\n",
    );
  expect(plainYamlEvents(text)).toEqual(byParser(text));
});
