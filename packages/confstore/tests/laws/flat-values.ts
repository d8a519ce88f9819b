import fc from 'fast-check';
import type { ConfValue } from '../../src/conf-store.js';
import { formatFlatKey, parseFlatKey } from '../../src/key/flat-key.js';

/** Texts, and scalars that become texts. */
export const flatValues: fc.Arbitrary<ConfValue> = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    'v',
    '# c',
    '; c',
    'a = b',
    'a\nb',
    'a\n\nb',
    '\nb',
    'a\n# b',
    'x\ry',
    '[s]',
    '\u00a0v\u00a0',
    'null',
    '%(x)s',
  ),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(12345678901234567890n),
);

const name = fc.oneof(
  fc.constantFrom(
    's',
    't',
    'k',
    'Key',
    'long name',
    'n[0]',
    'a.b',
    '#x',
    ';x',
    'x=y',
    'x:y',
    '[z]',
    'ü',
    '__proto__',
    ' k',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }),
);

/** Keys of several names: existing ones, their neighbours, and new ones. */
export function flatKeys(
  names: readonly number[],
): fc.Arbitrary<(existing: readonly string[]) => string> {
  return fc
    .record({
      pick: fc.nat(),
      keep: fc.nat(2),
      fresh: fc.array(name, { minLength: 3, maxLength: 3 }),
      length: fc.constantFrom(...names),
    })
    .map(({ pick, keep, fresh, length }) => (existing) => {
      const key = existing[pick % Math.max(1, existing.length)];
      const path = key === undefined ? [] : parseFlatKey(key).slice(0, keep);
      return formatFlatKey([...path, ...fresh].slice(0, length));
    });
}
