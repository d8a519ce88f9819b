import fc from 'fast-check';

const name = fc.constantFrom(
  'a',
  'b',
  'key',
  'x y',
  '10',
  '1',
  'ünï',
  'a>b',
  'a[0]',
  '',
  '__proto__',
  'constructor',
  '"q"',
  'back\\slash',
  'tab\t',
);
const scalar = fc.constantFrom(
  '1',
  '-0',
  '0.5',
  '1e3',
  '12345678901234567890',
  'true',
  'false',
  'null',
  '""',
  '"text"',
  '"a // no comment"',
  '"é\\u00e9\\n"',
  '"/* no */"',
  '"日本"',
);
const space = fc.constantFrom(
  '',
  ' ',
  '\n',
  '\n  ',
  '\t',
  '  ',
  ' /* c */ ',
  '\n// line\n',
  ' // end\n',
  '/**/',
  '\n\n    ',
);

interface Style {
  readonly open: string;
  readonly afterComma: string;
  readonly beforeComma: string;
  readonly colon: readonly [string, string];
  readonly close: string;
}

const style: fc.Arbitrary<Style> = fc.oneof(
  {
    arbitrary: fc.constantFrom<Style>(
      { open: '\n  ', afterComma: '\n  ', beforeComma: '', colon: ['', ' '], close: '\n' },
      { open: '', afterComma: ' ', beforeComma: '', colon: ['', ' '], close: '' },
      { open: '', afterComma: '', beforeComma: '', colon: ['', ''], close: '' },
    ),
    weight: 2,
  },
  {
    arbitrary: fc.record({
      open: space,
      afterComma: space,
      beforeComma: space,
      colon: fc.tuple(space, space),
      close: space,
    }),
    weight: 1,
  },
);

/** Texts of JSON documents with comments, in all kinds of spacing; `trail` before closing brackets. */
function documents(trail: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const joined = (items: readonly string[], look: Style, end: string): string => {
    const body = items.join(`${look.beforeComma},${look.afterComma}`);
    return `${look.open}${body}${items.length === 0 ? '' : end}${look.close}`;
  };
  const named =
    (look: Style) =>
    ([key, item]: readonly [string, string]): string =>
      `${JSON.stringify(key)}${look.colon[0]}:${look.colon[1]}${item}`;
  const { value } = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5, depthIdentifier: 'json' },
      scalar,
      fc
        .tuple(style, fc.array(tie('value'), { maxLength: 4 }), trail)
        .map(([look, items, end]) => `[${joined(items, look, end)}]`),
      fc
        .tuple(
          style,
          fc.uniqueArray(fc.tuple(name, tie('value')), { maxLength: 4, selector: ([key]) => key }),
          trail,
        )
        .map(([look, entries, end]) => `{${joined(entries.map(named(look)), look, end)}}`),
    ),
  }));
  return fc
    .record({
      head: fc.constantFrom('', '', '// file\n', '\n', '/* a\n b */ '),
      look: style,
      entries: fc.uniqueArray(fc.tuple(name, value), { maxLength: 5, selector: ([key]) => key }),
      end: trail,
      tail: fc.constantFrom('', '\n', '\n// end', '\n\n'),
      crlf: fc.boolean(),
      list: fc.boolean(),
    })
    .map(({ head, look, entries, end, tail, crlf, list }) => {
      const items = entries.map(list ? ([, item]) => item : named(look));
      const body = joined(items, look, end);
      const text = `${head}${list ? `[${body}]` : `{${body}}`}${tail}`;
      return crlf ? text.replaceAll('\n', '\r\n') : text;
    });
}

export const jsonDocuments: fc.Arbitrary<string> = documents(fc.constant(''));

/** The same with commas before closing brackets. */
export const jsoncDocuments: fc.Arbitrary<string> = documents(
  fc.constantFrom('', ',', ' ,', ',\n'),
);
