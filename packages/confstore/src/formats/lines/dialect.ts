import { isTrimmed } from '../trim-blanks.js';

/** How a kind of line-based file is written: what `ini:`, `properties:` and `env:` differ in. */
export interface Dialect {
  readonly name: string;
  /** `[section]` lines; a repeated one goes on, or is another item of a list. */
  readonly sections?: 'merged' | 'list';
  /** `[section "sub"]` is a section inside of one. */
  readonly nested?: boolean;
  /** Options may be set before the first section. */
  readonly top?: boolean;
  /** A repeated option is a list; else the last one counts. */
  readonly repeats?: boolean;
  /** What a comment line starts with. */
  readonly comment: string;
  /** A line goes on in those that are indented deeper, or after a backslash at its end. */
  readonly continues?: 'indent' | 'backslash';
  /** What may come before a name. */
  readonly prefix?: RegExp;
  /** What ends a name; a blank among these may replace the sign itself. */
  readonly signs: string;
  /** How a new option is written where there is none to imitate. */
  readonly equals: string;
  /** The value of a name without a sign; absent if that is an error. */
  readonly bare?: string;
  /** How far a value reaches; absent: to the end of its line. */
  readonly value?: ValueRule;
  /** What a value means; undefined when it is malformed. */
  readonly decode?: (written: string) => string | undefined;
  readonly encode?: (value: string, text: string, old: string) => string;
  readonly decodeName?: (written: string) => string | undefined;
  readonly encodeName?: (name: string, text: string) => string;
  readonly refusesName?: (name: string) => string | undefined;
  readonly refusesValue?: (value: string) => string | undefined;
}

export interface ValueRule {
  /** What begins a comment behind a value; with `afterBlank`, only behind a blank. */
  readonly stops: string;
  readonly afterBlank?: boolean;
  /** In these nothing else counts; with `atStart`, only where the value begins with one. */
  readonly quotes: string;
  readonly atStart?: boolean;
  /** A backslash takes what follows with it, line ends too. */
  readonly escapes: boolean;
  /** Quotes may go over several lines. */
  readonly lines?: boolean;
  /** Blanks at the end are part of it. */
  readonly keepsBlanks?: boolean;
}

/** The offset at which a value ends, its comment and line end excluded; -1 for an open quote. */
export function endOfValue(text: string, start: number, rule: ValueRule): number {
  const { stops, quotes, escapes, lines = false } = rule;
  let quote = '';
  for (let at = start; ; at++) {
    const character = text.charAt(at);
    if (character === '' || (!lines && isLineEnd(character))) return quote === '' ? at : -1;
    if (quote === '' && isLineEnd(character)) return at;
    if (character === '\\' && escapes && quote !== "'") {
      if (at + 1 < text.length) at += text.startsWith('\r\n', at + 1) ? 2 : 1;
    } else if (quote !== '') {
      if (character === quote) quote = '';
    } else if (quotes.includes(character) && (rule.atStart !== true || at === start))
      quote = character;
    else if (stops.includes(character) && (rule.afterBlank !== true || isBlank(text[at - 1])))
      return at;
  }
}

const isLineEnd = (character: string): boolean => character === '\n' || character === '\r';
const isBlank = (character = ' '): boolean => /[ \t\r\n]/.test(character);

const letters: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f', b: '\b' };
const escapeOf: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(letters).map(([letter, character]) => [character, `\\${letter}`]),
);

/** What escapes mean: those of `known` letters; others mean themselves if `others` is set. */
function unescape(written: string, known: string, others: boolean): string | undefined {
  const bad: string[] = [];
  const text = written.replace(
    /\\(?:(?:\r\n|\n|\r)[ \t\f]*|u([0-9a-fA-F]{4})|([^]?))/g,
    (all: string, code: string | undefined, letter: string | undefined) => {
      if (code !== undefined && known.includes('u')) return String.fromCharCode(parseInt(code, 16));
      const after = letter ?? (code === undefined ? undefined : all.slice(1));
      if (after === undefined) return '';
      if (known.includes(after.charAt(0)) && after !== '') {
        if (after === 'u') bad.push(all);
        return after === 's' ? ' ' : (letters[after] ?? after);
      }
      if (!others) bad.push(all);
      return after;
    },
  );
  return bad.length > 0 ? undefined : text;
}

const escaped = (text: string, what: RegExp, known = 'tnrfb'): string =>
  text.replace(what, (found) => {
    if (/[ -~]/.test(found)) return `\\${found}`;
    const short = escapeOf[found];
    if (short !== undefined && known.includes(short.charAt(1))) return short;
    return `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });

/** Java writes what is not ASCII as escapes; here only where the file has no such character. */
const javaEscaped =
  (special: string) =>
  (written: string, text: string): string => {
    const isWide = /[^\0-\xff]/.test(text);
    const other = isWide ? '[\\0-\\x1f\\x7f]|\\p{Surrogate}' : '[^\\x20-\\x7e]';
    return escaped(written, new RegExp(`${special}|\\\\|${other}`, isWide ? 'gu' : 'g'), 'tnrf');
  };

/** Between double quotes where it must be: at blanks at its ends, comment signs, quotes. */
const quotedWhere =
  (needed: RegExp, special: RegExp) =>
  (value: string): string =>
    needed.test(value) ? `"${escaped(value, special)}"` : value;

const refusesBlanks = (value: string): string | undefined => {
  if (!isTrimmed(value)) return 'blanks around a value are not part of it';
  return /[\r\n]/.test(value) ? 'a value of such a file is one line' : undefined;
};

const refusesControls = (value: string): string | undefined =>
  // oxlint-disable-next-line no-control-regex -- what has no escape
  /[\0-\x07\x0b-\x1f\x7f]/.test(value) ? 'a control character has no escape there' : undefined;

function refusesIndented(value: string): string | undefined {
  if (value.includes('\r')) return 'a carriage return ends a line of ini';
  const lines = value.split('\n');
  if (!lines.every(isTrimmed)) return 'ini drops white space around each line of a value';
  if (lines.slice(1).some((line) => /^[#;]/.test(line)))
    return 'a further line of a value that starts with # or ; is a comment in ini';
  const isCut = lines.length > 1 && lines.at(-1) === '';
  return isCut ? 'ini drops empty lines at the end of a value' : undefined;
}

const ini = { sections: 'merged', signs: '=:', comment: ';#', equals: ' = ', bare: '' } as const;

const systemd: Dialect = {
  ...ini,
  name: 'systemd',
  repeats: true,
  continues: 'backslash',
  signs: '=',
  equals: '=',
  decode: (written) => written.replaceAll('\\\n', ' '),
  refusesValue: (value) =>
    refusesBlanks(value) ?? (value.endsWith('\\') ? 'a backslash at its end goes on' : undefined),
};

const git: Dialect = {
  ...ini,
  name: 'git',
  nested: true,
  repeats: true,
  signs: '=',
  bare: 'true',
  value: { stops: '#;', quotes: '"', escapes: true },
  decode: (written) => {
    const unquoted = written.replace(/\\[^]|"/g, (found) => (found === '"' ? '' : found));
    return unescape(unquoted, 'ntb\\"', false);
  },
  encode: quotedWhere(/^$|^\s|\s$|[#;"\\\n\t\b]/, /["\\\n\t\b]/g),
  refusesName: (name) =>
    /^[A-Za-z][A-Za-z0-9-]*$/.test(name) ? undefined : 'names of git are letters, digits and -',
  refusesValue: refusesControls,
};

const wireguard: Dialect = {
  ...systemd,
  name: 'wireguard',
  sections: 'list',
  equals: ' = ',
  value: { stops: '#', quotes: '', escapes: false },
  refusesValue: (value) =>
    refusesBlanks(value) ?? (value.includes('#') ? 'a # begins a comment' : undefined),
};

const mycnf: Dialect = {
  ...ini,
  name: 'mycnf',
  repeats: true,
  comment: ';#!',
  signs: '=',
  value: { stops: '#', quotes: '"\'', escapes: true },
  decode: (written) => {
    const [, , inside = written] = /^(["'])([^]*)\1$/.exec(written) ?? [];
    return unescape(inside, 'btnrs\\"\'', true);
  },
  encode: quotedWhere(/^["'\s]|\s$|[#\\\n\t\r\b"']/, /["\\\n\t\r\b]/g),
  refusesValue: (value) => refusesControls(value.replaceAll('\r', '')),
};

/** The flavours of ini by name (`?flavour=`). */
export const flavours: Readonly<Record<string, Dialect>> = {
  ini: { ...ini, name: 'ini', continues: 'indent', refusesValue: refusesIndented },
  git,
  systemd,
  networkd: { ...systemd, name: 'networkd', sections: 'list' },
  wireguard,
  mycnf,
  editorconfig: { ...ini, name: 'editorconfig', top: true, refusesValue: refusesBlanks },
};

/** Which flavour the files of a name are written in. */
const recognised: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\/)(?:\.?gitconfig|\.gitmodules|(?:\.git|git)\/config)$/, 'git'],
  [/\.(?:network|netdev|link)$/, 'networkd'],
  [
    /\.(?:service|socket|device|mount|automount|swap|target|path|timer|slice|scope|nspawn)$/,
    'systemd',
  ],
  [/\/systemd\/.*\.conf$/, 'systemd'],
  [/(?:^|\/)\.editorconfig$/, 'editorconfig'],
  [/(?:^|\/)\.?my\.cnf$|\/(?:mysql|mariadb)[^/]*\/.*\.cnf$/, 'mycnf'],
  [/(?:\/wireguard\/[^/]*|(?:^|\/)wg[^/]*)\.conf$/, 'wireguard'],
];

export function flavourOf(path: string): string {
  return recognised.find(([pattern]) => pattern.test(path))?.[1] ?? 'ini';
}

export const properties: Dialect = {
  name: 'properties',
  comment: '#!',
  signs: '=: \t\f',
  equals: ' = ',
  bare: '',
  value: { stops: '', quotes: '', escapes: true, keepsBlanks: true },
  decode: (written) => unescape(written, 'tnrfu', true),
  encode: javaEscaped('^ '),
  decodeName: (written) => unescape(written, 'tnrfu', true),
  encodeName: javaEscaped('[ =:#!]'),
};

export const env: Dialect = {
  name: 'env',
  comment: '#',
  prefix: /export[ \t]+/y,
  signs: '=',
  equals: '=',
  value: {
    stops: '#',
    afterBlank: true,
    quotes: '"\'`',
    atStart: true,
    escapes: true,
    lines: true,
  },
  decode: (written) => {
    const quote = /^["'`]/.exec(written)?.[0];
    if (quote === undefined) return written;
    if (written.length < 2 || !written.endsWith(quote)) return undefined;
    const inside = written.slice(1, -1);
    return quote === '"' ? unescape(inside, 'nrt"\\$`', true) : inside;
  },
  encode: (value, _text, old) => {
    if (/^[\w./:@%+,=-]*$/.test(value) && !/^["']/.test(old)) return value;
    const isSingle = !value.includes("'") && !(old.startsWith('"') && /^[^"\\$`]*$/.test(value));
    return isSingle ? `'${value}'` : `"${escaped(value, /["\\$`\r]/g)}"`;
  },
  refusesName: (name) =>
    /^[A-Za-z_][\w.-]*$/.test(name)
      ? undefined
      : 'names of environment variables are letters, digits and _',
  refusesValue: (value) => (value.includes('\0') ? 'the environment has no NUL' : undefined),
};
