import { parse, TomlError, type TomlTable } from 'smol-toml';
import type { ConfValue } from '../../conf-store.js';
import { HareError } from '@hare/base';
import type { Path, Step } from '../../key/path.js';
import type { DocumentFormat } from '../document-format.js';
import { hasLoneSurrogate } from '../lone-surrogate.js';
import { placeIn, type Source } from '../source.js';
import { plainTomlMap } from './plain-toml.js';
import type { TomlNode } from './scan-toml.js';
import { tomlSplices } from './toml-splices.js';
import {
  inlineTomlTable,
  placeOfEntry,
  readTomlTree,
  tomlTableValue,
  type TomlEntry,
} from './toml-tree.js';

/**
 * TOML 1.0. What is valid is smol-toml's decision, and so are the values of a plain document; where
 * its objects lose an order or it reads more than 1.0, and for every place, the scanner is used.
 */
export const tomlFormat: DocumentFormat = {
  name: 'toml',
  emptyText: '',
  parse(text, source) {
    const read = validate(text, source);
    const root =
      plainTomlMap(read, text) ?? tomlTableValue(text, source, readTomlTree(text, source));
    return { root, warnings: [] };
  },
  splices: (text, change, source) =>
    change.kind === 'map' ? tomlSplices(text, source, change) : [],
  // Values of a table that has tables below it are written above them, wherever they come in
  // memory.
  looseOrder: () => true,
  locate,
  refuses,
};

function validate(text: string, source: Source): TomlTable {
  try {
    return parse(text, { integersAsBigInt: 'asNeeded' });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const { message, line, column } = error;
    const where = placeIn(source, line, column);
    const [, what = 'this is not TOML 1.0', hint] =
      explanations.find(([says = '']) => message.includes(says)) ?? [];
    const isDouble = message.includes('trying to redefine');
    const isDeep = message.includes('excessively nested');
    const code = isDouble ? 'DUPLICATE_KEY' : isDeep ? 'TOO_DEEP' : 'SYNTAX';
    throw new HareError(code, what, { where, hint });
  }
}

/** Our words for what smol-toml says: what is wrong, and what to do where it is not plain. */
const explanations = String.raw`
trying to redefine :: this key or table is defined a second time :: keep one of them
excessively nested :: more than 1000 arrays and tables inside each other
expected end of table array :: a header of an array of tables ends with "]]"
must be followed by an end-of-line :: something follows the value on its line :: start a new line, or put a # before a comment
cannot find end of key :: a key without "=" and a value :: write name = value
unexpected end of key :: a key is missing here
illegal empty bare key :: an empty name in a key :: write "" for a name that is really empty
illegal character in key :: a key has a character that needs quotes :: put the name in double quotes
illegal quoted key :: a key in triple quotes :: names take one quote at each end
expected comma or end of structure :: a comma or the end of an array or inline table is missing before this
unfinished table :: this inline table has no "}"
unfinished array :: this array has no "]"
unfinished string :: this text has no closing quote
control characters are not allowed in comments :: a control character in a comment
control characters :: a control character inside a text :: write it as an escape: \u0000
unrecognised escape :: an escape that TOML does not know :: write \\ for a backslash, or use single quotes
unicode escape :: a Unicode escape that is not a character
invalid escape :: a backslash before white space that does not end the line
illegal leading zero :: a number that starts with 0 :: drop the zero, or put the value in quotes
underscore :: an underscore in a number that is not between two digits
numeric :: this is not a number :: put a text in quotes
invalid date :: this is not a date or time :: put a text in quotes
invalid value :: this is not a value :: put a text in quotes
`
  .trim()
  .split('\n')
  .map((line) => line.split(' :: '));

type Place = TomlEntry | TomlNode;

/** The offset of the entry at a path; undefined if there is none. */
function locate(text: string, path: Path, source: Source): number | undefined {
  let at: Place = readTomlTree(text, source);
  let place: number | undefined;
  for (const step of path) {
    if (at.kind === 'pair') at = at.pair.value;
    if (at.kind === 'inline') at = inlineTomlTable(text, at, source);
    const found: Place | undefined = childAt(at, step);
    if (found === undefined) return undefined;
    at = found;
    place = 'start' in at ? at.start : placeOfEntry(at);
  }
  return place;
}

function childAt(at: Place, step: Step): Place | undefined {
  if (typeof step === 'string') return at.kind === 'table' ? at.entries.get(step) : undefined;
  if (at.kind === 'tables') return at.items[step];
  return at.kind === 'array' ? at.items[step]?.value : undefined;
}

const largest = 2n ** 63n - 1n;

function refuses(value: ConfValue, path: Path): string | undefined {
  if (path.some((step) => typeof step === 'string' && hasLoneSurrogate(step)))
    return 'toml supports only well-formed Unicode, and a name is not';
  if (value === null) return 'toml has no null';
  if (typeof value === 'bigint' && (value > largest || value < -largest - 1n))
    return 'the integers of toml have 64 bits';
  if (typeof value === 'string' && hasLoneSurrogate(value))
    return 'toml supports only well-formed Unicode';
  // An invalid date has no year.
  if (value instanceof Date && !(value.getUTCFullYear() >= 0 && value.getUTCFullYear() <= 9999))
    return 'toml supports dates of the years 0 to 9999';
  return undefined;
}
