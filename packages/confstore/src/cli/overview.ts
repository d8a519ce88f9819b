import { documentFormats } from '../formats/registry.js';

/** What is said about `confstore` as a whole: for its help and its manual page. */
export const overview = {
  usage: 'confstore URL COMMAND [ARGUMENTS] [OPTIONS]',
  summary:
    'Any config file or key-value store behind one key syntax, with edits that lose nothing.',
  notes: [
    `URL: ${Object.keys(documentFormats)
      .map((scheme) => `${scheme}:///FILE`)
      .join(' ')}
     dir:///FOLDER dict:{"a":1} consul://HOST:PORT/PREFIX
     (json:FILE is a path from here)`,
    `KEY: names with > between them, [n] for the items of a list: cluster>nodes[0]>name
     a name with > or brackets in it stands in double quotes: a>"x>y"`,
    `LIMITS: CONFSTORE_MAX_SIZE (of one answer of Consul, as 512M or 2G) and CONFSTORE_TIMEOUT
     (of one request, in seconds); a terminal gets control characters as \\u001b, a pipe the bytes`,
  ],
  options: [
    {
      flags: '--delimiter CHAR',
      summary: 'what separates the names of a key: > . / | : or ; (default >)',
    },
    { flags: '--version', summary: 'print the version' },
    {
      flags: '-h, --help',
      summary: 'print this help; confstore COMMAND --help explains a command',
    },
  ],
  examples: [
    "confstore json:///etc/app.json get 'server>port;server>host'",
    "confstore yaml:///etc/app.yaml set 'server>port=8080;server>tls>on=yes'",
    'confstore toml:app.toml get_keys',
    'confstore ini:///etc/app.ini diff json:///etc/app.json',
  ],
  exitCodes:
    '0 success, 1 problem, 2 wrong usage; compare and diff: 0 same, 1 different, 2 problem.',
} as const;
