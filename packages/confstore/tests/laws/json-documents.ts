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

const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthIdentifier: 'json' },
    scalar,
    fc
      .tuple(style, fc.array(tie('value'), { maxLength: 4 }))
      .map(
        ([look, items]) =>
          `[${look.open}${items.join(`${look.beforeComma},${look.afterComma}`)}${look.close}]`,
      ),
    fc
      .tuple(
        style,
        fc.uniqueArray(fc.tuple(name, tie('value')), { maxLength: 4, selector: ([key]) => key }),
      )
      .map(
        ([look, entries]) =>
          `{${look.open}${entries.map(([key, item]) => `${JSON.stringify(key)}${look.colon[0]}:${look.colon[1]}${item}`).join(`${look.beforeComma},${look.afterComma}`)}${look.close}}`,
      ),
  ),
}));

/** Texts of JSON documents with comments, in all kinds of spacing. */
export const jsonDocuments: fc.Arbitrary<string> = fc
  .record({
    head: fc.constantFrom('', '', '// file\n', '\n', '/* a\n b */ '),
    look: style,
    entries: fc.uniqueArray(fc.tuple(name, value), { maxLength: 5, selector: ([key]) => key }),
    tail: fc.constantFrom('', '\n', '\n// end', '\n\n'),
    crlf: fc.boolean(),
  })
  .map(({ head, look, entries, tail, crlf }) => {
    const body = entries
      .map(([key, item]) => `${JSON.stringify(key)}${look.colon[0]}:${look.colon[1]}${item}`)
      .join(`${look.beforeComma},${look.afterComma}`);
    const text = `${head}{${look.open}${body}${look.close}}${tail}`;
    return crlf ? text.replaceAll('\n', '\r\n') : text;
  });
