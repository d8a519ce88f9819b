export interface TomlExplanation {
  readonly code: 'SYNTAX' | 'DUPLICATE_KEY' | 'TOO_DEEP';
  readonly what: string;
  readonly hint?: string;
}

/** What is wrong, in our words, from what smol-toml says. */
export function explainTomlError(message: string): TomlExplanation {
  const found = explanations.find(({ says }) => message.includes(says));
  return found === undefined ? { code: 'SYNTAX', what: 'this is not TOML 1.0' } : found.means;
}

const syntax = (what: string, hint?: string): TomlExplanation => ({
  code: 'SYNTAX',
  what,
  ...(hint === undefined ? {} : { hint }),
});

const explanations: readonly { readonly says: string; readonly means: TomlExplanation }[] = [
  {
    says: 'trying to redefine',
    means: {
      code: 'DUPLICATE_KEY',
      what: 'this key or table is defined a second time',
      hint: 'keep one of them',
    },
  },
  {
    says: 'excessively nested',
    means: { code: 'TOO_DEEP', what: 'more than 1000 arrays and tables inside each other' },
  },
  {
    says: 'expected end of table array',
    means: syntax('a header of an array of tables ends with "]]"'),
  },
  {
    says: 'must be followed by an end-of-line',
    means: syntax(
      'something follows the value on its line',
      'start a new line, or put a # before a comment',
    ),
  },
  {
    says: 'cannot find end of key',
    means: syntax('a key without "=" and a value', 'write name = value'),
  },
  { says: 'unexpected end of key', means: syntax('a key is missing here') },
  {
    says: 'illegal empty bare key',
    means: syntax('an empty name in a key', 'write "" for a name that is really empty'),
  },
  {
    says: 'illegal character in key',
    means: syntax('a key has a character that needs quotes', 'put the name in double quotes'),
  },
  {
    says: 'illegal quoted key',
    means: syntax('a key in triple quotes', 'names take one quote at each end'),
  },
  {
    says: 'expected comma or end of structure',
    means: syntax('a comma or the end of an array or inline table is missing before this'),
  },
  { says: 'unfinished table', means: syntax('this inline table has no "}"') },
  { says: 'unfinished array', means: syntax('this array has no "]"') },
  { says: 'unfinished string', means: syntax('this text has no closing quote') },
  {
    says: 'control characters are not allowed in comments',
    means: syntax('a control character in a comment'),
  },
  {
    says: 'control characters',
    means: syntax('a control character inside a text', 'write it as an escape: \\u0000'),
  },
  {
    says: 'unrecognised escape',
    means: syntax(
      'an escape that TOML does not know',
      'write \\\\ for a backslash, or use single quotes',
    ),
  },
  { says: 'unicode escape', means: syntax('a Unicode escape that is no character') },
  {
    says: 'invalid escape',
    means: syntax('a backslash before white space that does not end the line'),
  },
  {
    says: 'illegal leading zero',
    means: syntax('a number that starts with 0', 'drop the zero, or put the value in quotes'),
  },
  { says: 'underscore', means: syntax('an underscore in a number that is not between two digits') },
  { says: 'numeric', means: syntax('this is no number', 'put a text in quotes') },
  { says: 'invalid date', means: syntax('this is no date or time', 'put a text in quotes') },
  { says: 'invalid value', means: syntax('this is no value', 'put a text in quotes') },
];
