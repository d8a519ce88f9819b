import fc from 'fast-check';

/** A value as it is to be written. */
type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'array'; readonly look: Look; readonly items: readonly Piece[] }
  | { readonly kind: 'inline'; readonly entries: readonly Entry[] }
  | { readonly kind: 'dotted'; readonly entries: readonly Entry[] }
  | { readonly kind: 'table'; readonly hidden: boolean; readonly entries: readonly Entry[] }
  | { readonly kind: 'tables'; readonly items: readonly (readonly Entry[])[] };

interface Look {
  readonly open: string;
  readonly comma: string;
  readonly close: string;
}

interface Entry {
  readonly name: string;
  readonly value: Piece;
  readonly indent: string;
  readonly equals: string;
  readonly comment: string;
  readonly above: string;
}

const name = fc.constantFrom(
  'a',
  'b',
  'key',
  '"x y"',
  "'lit.eral'",
  '1',
  '10',
  '"ünï"',
  '""',
  '"a>b"',
  '"n[0]"',
  '__proto__',
  'constructor',
  '-',
  '"q\\"q"',
);
const scalar = fc.constantFrom(
  '1',
  '0x1F',
  '-0',
  '+1_000',
  '1.50',
  '1e3',
  '-inf',
  'nan',
  '9223372036854775807',
  'true',
  'false',
  '"a # no comment"',
  '"é\\u00e9\\n"',
  "'C:\\x'",
  '""',
  '"""\none\n  two"""',
  "'''\nraw\\n'q'\n'''",
  '"""a\\\n   b"""',
  '1979-05-27T07:32:00Z',
  '1979-05-27 07:32:00.123456',
  '1979-05-27',
  '07:32:00',
  '1979-05-27T00:32:00-07:00',
);
const look = fc.constantFrom<Look>(
  { open: '', comma: ', ', close: '' },
  { open: ' ', comma: ' ,', close: ' ' },
  { open: '\n  ', comma: ',\n  ', close: '\n' },
  { open: '\n  ', comma: ', # c\n  ', close: ', # last\n' },
  { open: ' # first\n', comma: '\n,', close: '\n# end\n' },
);
const entryOf = (value: fc.Arbitrary<Piece>): fc.Arbitrary<Entry> =>
  fc.record({
    name,
    value,
    indent: fc.constantFrom('', '', '  ', '\t'),
    equals: fc.constantFrom(' = ', ' = ', '=', '  =\t'),
    comment: fc.constantFrom('', '', ' # c', '#[x]', '   '),
    above: fc.constantFrom('', '', '\n', '# above\n', '  #\n\n'),
  });
const entriesOf = (value: fc.Arbitrary<Piece>): fc.Arbitrary<readonly Entry[]> =>
  fc.uniqueArray(entryOf(value), {
    maxLength: 4,
    selector: (entry) => entry.name.replace(/^['"]|['"]$/g, ''),
  });

const { piece } = fc.letrec<{ flow: Piece; piece: Piece }>((tie) => ({
  flow: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'toml' },
    { arbitrary: scalar.map((text): Piece => ({ kind: 'text', text })), weight: 4 },
    {
      arbitrary: fc.record({
        kind: fc.constant('array' as const),
        look,
        items: fc.array(tie('flow'), { maxLength: 4 }),
      }),
      weight: 1,
    },
    {
      arbitrary: fc.record({
        kind: fc.constant('inline' as const),
        entries: entriesOf(tie('flow')),
      }),
      weight: 1,
    },
  ),
  piece: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'toml' },
    tie('flow'),
    fc.record({ kind: fc.constant('dotted' as const), entries: entriesOf(tie('flow')) }),
    fc.record({
      kind: fc.constant('table' as const),
      hidden: fc.boolean(),
      entries: entriesOf(tie('piece')),
    }),
    fc.record({
      kind: fc.constant('tables' as const),
      items: fc.array(entriesOf(tie('piece')), { minLength: 1, maxLength: 3 }),
    }),
  ),
}));

/** Texts of TOML documents with tables in all their kinds, comments, and odd spacing. */
export const tomlDocuments: fc.Arbitrary<string> = fc
  .record({
    head: fc.constantFrom('', '', '# file\n', '\n\n', '# file\n\n'),
    entries: entriesOf(piece),
    tail: fc.constantFrom('', '\n', '# end\n', '# end'),
    cut: fc.boolean(),
    crlf: fc.boolean(),
  })
  .map(({ head, entries, tail, cut, crlf }) => {
    const text = head + printTable([], entries) + tail;
    const ended = cut ? text.replace(/\n+$/, '') : text;
    return crlf ? ended.replaceAll('\n', '\r\n') : ended;
  });

function printTable(path: readonly string[], entries: readonly Entry[]): string {
  const lines = entries
    .filter(({ value }) => value.kind !== 'table' && value.kind !== 'tables')
    .map((entry) => printPairs([], entry));
  const below = entries.map(({ name: own, value, above, comment }) => {
    const full = [...path, own];
    if (value.kind === 'tables')
      return value.items
        .map((item) => `${above}[[ ${full.join('.')} ]]${comment}\n${printTable(full, item)}`)
        .join('');
    if (value.kind !== 'table') return '';
    const isImplied =
      value.hidden &&
      value.entries.length > 0 &&
      value.entries.every((each) => each.value.kind === 'table' || each.value.kind === 'tables');
    return (
      (isImplied ? '' : `${above}[${full.join('.')}]${comment}\n`) + printTable(full, value.entries)
    );
  });
  return [...lines, ...below].join('');
}

function printPairs(
  before: readonly string[],
  { name: own, value, indent, equals, comment, above }: Entry,
): string {
  if (value.kind === 'dotted' && value.entries.length > 0)
    return value.entries.map((entry) => printPairs([...before, own], entry)).join('');
  return `${above}${indent}${[...before, own].join('.')}${equals}${printFlow(value)}${comment}\n`;
}

function printFlow(value: Piece): string {
  if (value.kind === 'text') return value.text;
  if (value.kind === 'array')
    return value.items.length === 0
      ? '[ ]'
      : `[${value.look.open}${value.items.map(printFlow).join(value.look.comma)}${value.look.close}]`;
  const entries = value.kind === 'inline' ? value.entries : [];
  return entries.length === 0
    ? '{}'
    : `{${entries.map((entry) => ` ${entry.name}${entry.equals}${printFlow(entry.value)}`).join(',')} }`;
}
