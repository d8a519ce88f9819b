import fc from 'fast-check';

const property = fc.record({
  name: fc.constantFrom(
    'a',
    'b',
    'a.b',
    'a>b',
    'n[0]',
    'ünï',
    'x\\:y',
    '\\\\',
    'two\\ words',
    'wr\\\n  apped',
    '\\u00e9',
    '10',
    '1',
    '__proto__',
  ),
  indent: fc.constantFrom('', '', '  ', '\t'),
  equals: fc.constantFrom(' = ', '=', ' =', '=\t', '   =  ', ':', ' : ', ' ', ' \\\n '),
  value: fc.constantFrom(
    'v',
    '',
    'a=b',
    'x # no comment',
    'a\\nb',
    '日本',
    '\u00a0',
    'a,\\\n   b',
    '\\u0041\\t',
  ),
  trailing: fc.constantFrom('', '', ' ', '\t'),
  above: fc.constantFrom('', '', '\n', '# above\n', '  #\n', '   \n', '! c\n'),
});

/** Texts of properties files with comments, odd spacing and repeated properties. */
export const propertiesDocuments: fc.Arbitrary<string> = fc
  .record({
    properties: fc.array(property, { maxLength: 6 }),
    tail: fc.constantFrom('', '\n', '# end', '# end\n'),
    cut: fc.boolean(),
    crlf: fc.boolean(),
  })
  .map(({ properties, tail, cut, crlf }) => {
    const text =
      properties
        .map(
          ({ above, indent, name, equals, value, trailing }) =>
            `${above}${indent}${name}${equals}${value}${trailing}\n`,
        )
        .join('') + tail;
    const ended = cut ? text.replace(/\n+$/, '') : text;
    return crlf ? ended.replaceAll('\n', '\r\n') : ended;
  });
