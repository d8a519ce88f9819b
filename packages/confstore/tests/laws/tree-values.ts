import fc from 'fast-check';
import type { ConfValue } from '../../src/conf-store.js';
import { formatKey } from '../../src/key/format-key.js';
import { parseKey } from '../../src/key/parse-key.js';

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    ' ',
    'a\nb',
    'a\nb\n',
    '\n\n',
    '- x',
    'k: v',
    '# c',
    '"',
    "'",
    'no',
    '010',
    '1',
    'null',
    '&a',
    '*a',
    '<<',
    '\u2028',
    'x\r\ny',
  ),
);

const scalar: fc.Arbitrary<ConfValue> = fc.oneof(
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
  fc.constant(12345678901234567890n),
  fc.constant(-9007199254740993n),
);

/** Scalars, lists and maps of some levels. */
export const treeValues: fc.Arbitrary<ConfValue> = fc.letrec<{ value: ConfValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { arbitrary: scalar, weight: 3 },
    { arbitrary: fc.array(tie('value'), { maxLength: 3 }), weight: 1 },
    {
      arbitrary: fc
        .array(fc.tuple(text, tie('value')), { maxLength: 3 })
        .map((entries) => new Map(entries)),
      weight: 1,
    },
  ),
})).value;

const name = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    'new',
    'x y',
    '1',
    'a>b',
    'n[0]',
    '"q"',
    '',
    '__proto__',
    'constructor',
    'ü',
  ),
  fc.string({ unit: 'grapheme', maxLength: 5 }),
);

/** Existing keys (leaves, maps and lists), keys below and next to them, and new ones. */
export const treeKeys: fc.Arbitrary<(existing: readonly string[]) => string> = fc
  .record({
    pick: fc.nat(),
    cut: fc.nat(3),
    more: fc.array(fc.oneof(name, fc.nat(3)), { maxLength: 2 }),
    fresh: fc.boolean(),
    first: name,
  })
  .map(({ pick, cut, more, fresh, first }) => (existing) => {
    const key = existing[pick % Math.max(1, existing.length)];
    const path = key === undefined || (fresh && more.length > 0) ? [first] : parseKey(key);
    return formatKey([...path.slice(0, Math.max(1, path.length - cut)), ...more]);
  });
