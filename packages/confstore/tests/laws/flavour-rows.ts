import fc from 'fast-check';
import { iniFormatFor } from '../../src/formats/lines/lines-format.js';
import { formatFlatKey, parseFlatKey } from '../../src/key/flat-key.js';
import { flatKeys, flatValues } from './flat-values.js';
import type { LawRow } from './law-row.js';
import { openText } from './memory-row.js';

/** What the documents of a flavour are made of. */
interface Parts {
  readonly headers: readonly string[];
  readonly lines: readonly string[];
  /** How many names a key has. */
  readonly names: readonly number[];
}

const flavours: Readonly<Record<string, Parts>> = {
  git: {
    headers: ['[s]', '[t "u"] # c', '[t "v\\"w"]', '[ü] k = first'],
    lines: ['\tk', 'k = v', '\tk = "a ; b" # c', 'long-name=\\\n  x', '; c', '', '\tk = a "b" \\n'],
    names: [2, 2, 3],
  },
  systemd: {
    headers: ['[s]', '[t]', '[Unit]'],
    lines: ['k=v', 'k = a \\\n# between\n  b', 'Key=', '# c', '; c', '', 'l=x # y'],
    names: [2],
  },
  networkd: { headers: ['[s]', '[s]', '[t]'], lines: ['k=v', 'k=w', '# c', ''], names: [2] },
  wireguard: {
    headers: ['[s]', '[s]', '[t] # c'],
    lines: ['k = v # c', 'l = w', 'l=x', '# c', ''],
    names: [2],
  },
  mycnf: {
    headers: ['[s]', '[t]'],
    lines: ['k', 'k = v # c', 'l="a # b"', "l = 'x'", '!include /x', '', '# c', 'm\t# c'],
    names: [2],
  },
  editorconfig: {
    headers: ['[*]', '[*.{js,py}] ; c', '[s]'],
    lines: ['k = v', 'k: v', 'Key', '# c', '', 'l=x ; y'],
    names: [1, 2, 2],
  },
};

/** Texts of a flavour: odd spacing, comments, repeated names and sections. */
function documentsOf({ headers, lines }: Parts): fc.Arbitrary<string> {
  const section = fc.tuple(
    fc.constantFrom(...headers),
    fc.array(fc.constantFrom(...lines), { maxLength: 5 }),
  );
  return fc
    .record({
      sections: fc.array(section, { maxLength: 4 }),
      cut: fc.boolean(),
      crlf: fc.boolean(),
    })
    .map(({ sections, cut, crlf }) => {
      const text = sections.flatMap(([header, options]) => [header, ...options, '']).join('\n');
      const ended = cut ? text.replace(/\n+$/, '') : text;
      return crlf ? ended.replaceAll('\n', '\r\n') : ended;
    });
}

/** Keys without positions but for those that are there: a new one makes a name one of several. */
function keysOf(names: readonly number[]): LawRow['keys'] {
  return flatKeys(names).map((make) => (existing) => {
    const key = make(existing);
    if (existing.includes(key)) return key;
    return formatFlatKey(parseFlatKey(key).map((name) => name.replace(/[[\]>"]/g, '_')));
  });
}

export const flavourRows: readonly LawRow[] = Object.entries(flavours).map(([name, parts]) => ({
  name,
  documents: documentsOf(parts),
  values: flatValues,
  keys: keysOf(parts.names),
  open: (text) => openText(iniFormatFor('a.ini', name), text),
  anyOrder: () => true,
  changesPositions: true,
}));

/** Texts of environment files. */
export const envDocuments: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom(
      '# c',
      '',
      'A=1',
      'export A=2 # c',
      "B='x # y'",
      'k="a\\n\\"b\\" $x"',
      "Key='two\n lines' # c",
      '  s = spaced  ',
      't=',
      'A=`z`',
    ),
    { maxLength: 7 },
  )
  .chain((lines) => fc.constantFrom(lines.join('\n'), `${lines.join('\n')}\n`, lines.join('\r\n')));
