import fc from 'fast-check';

const sectionName = fc.constantFrom(
  's',
  't',
  'Server',
  'a]b',
  ' padded ',
  'ünï',
  '__proto__',
  'n[0]',
  'a.b',
);
const optionName = fc.constantFrom('k', 'key', 'Key', 'long name', 'n[0]', 'ünï', 'a.b', '10', '1');
const option = fc.record({
  name: optionName,
  delimiter: fc.constantFrom(' = ', '=', ': ', ' :', '\t=  '),
  lines: fc.oneof(
    { arbitrary: fc.constantFrom(['v'], [''], ['x = y ; no comment'], ['%(a)s']), weight: 3 },
    {
      arbitrary: fc.array(fc.constantFrom('l1', 'a: b', '[no section]', 'ü', ''), {
        minLength: 1,
        maxLength: 4,
      }),
      weight: 1,
    },
  ),
  deeper: fc.constantFrom('  ', '\t', '    '),
  between: fc.constantFrom('', '', '', '# between\n', ' ; between\n'),
  trailing: fc.constantFrom('', '', ' ', '\t'),
  above: fc.constantFrom('', '', '\n', '# above\n', '  ; above\n'),
});
const section = fc.record({
  name: sectionName,
  behind: fc.constantFrom('', '', ' ; c', '  # c'),
  indent: fc.constantFrom('', '', '  '),
  above: fc.constantFrom('', '\n', '# about it\n\n'),
  options: fc.array(option, { maxLength: 4 }),
});

/** Texts of ini files with comments, values over many lines, and repeated options. */
export const iniDocuments: fc.Arbitrary<string> = fc
  .record({
    head: fc.constantFrom('', '', '; file\n', '\n'),
    sections: fc.uniqueArray(section, { maxLength: 4, selector: ({ name }) => name }),
    tail: fc.constantFrom('', '\n', '# end\n', '; end'),
    cut: fc.boolean(),
    crlf: fc.boolean(),
  })
  .map(({ head, sections, tail, cut, crlf }) => {
    const text = head + sections.map(printSection).join('') + tail;
    const ended = cut ? text.replace(/\n+$/, '') : text;
    return crlf ? ended.replaceAll('\n', '\r\n') : ended;
  });

function printSection({
  name,
  behind,
  indent,
  above,
  options,
}: typeof section extends fc.Arbitrary<infer T> ? T : never): string {
  const lines = options.map((each) => {
    const [first = '', ...more] = each.lines;
    const further = more
      .map((line) =>
        line === '' ? '\n' : `${each.between}${indent}${each.deeper}${line}${each.trailing}\n`,
      )
      .join('');
    return `${each.above}${indent}${each.name}${each.delimiter}${first}${each.trailing}\n${further}`;
  });
  return `${above}[${name}]${behind}\n${lines.join('')}`;
}
