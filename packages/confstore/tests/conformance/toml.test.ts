import { expect, test } from 'vitest';
import { tomlFormat } from '../../src/formats/toml/toml-format.js';

/** The cases of the public suite of TOML (toml-test) that its parser alone does not refuse. */
test.each([
  'd = 2021-02-29',
  'd = 2021-02-30',
  'd = 2100-02-29T15:15:15',
  'd = 1988-02-30T15:15:15Z',
  'd = 2021-04-31 07:00:00',
  'd = [2021-09-31]',
  'd = { e = 2021-06-31 }',
])('%s names a day that does not exist, and is refused with its place', (text) => {
  expect(() => tomlFormat.parse(`a = 1\n${text}\n`, { url: 'toml:case' })).toThrow(
    expect.objectContaining({
      code: 'SYNTAX',
      where: expect.objectContaining({ line: 2 }) as object,
    }),
  );
});

test.each(['2020-02-29', '2000-02-29T00:00:00Z', '2021-12-31 23:59:59.999', '0001-01-01'])(
  '%s is a date',
  (date) => {
    expect(tomlFormat.parse(`d = ${date}`, { url: 'toml:case' }).warnings).toEqual([]);
  },
);
