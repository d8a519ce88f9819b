import { type CommandSpec, helpOption, versionOption } from '@hare/cli/table';
import { delimiterOption } from './command.js';
import { documentFormats } from '../formats/registry.js';
import { commandTable } from './command-table.js';

const formats = Object.keys(documentFormats).map((scheme) => `${scheme}:///FILE`);

/** `confstore` as a whole; no command is loaded for its help. */
export const program: CommandSpec = {
  name: 'confstore',
  summary:
    'Any config file or key-value store behind one key syntax, with edits that lose nothing.',
  description:
    'Any config file or key-value store behind one key syntax, with edits that lose nothing.',
  usage: ['confstore URL COMMAND [ARGUMENTS] [OPTIONS]'],
  notes: [
    `URL: a file whose ending tells its format, as app.yaml; else ${formats.join(' ')} dir:///FOLDER dict:{"a":1} consul://HOST:PORT/PREFIX (json:FILE is a path from here)`,
    'KEY: names with > between them, [n] for the items of a list: cluster>nodes[0]>name; a name with > or brackets in it is written in double quotes: a>"x>y"',
    'LIMITS: CONFSTORE_MAX_SIZE (of one answer of Consul, as 512M or 2G) and CONFSTORE_TIMEOUT (of one request, in seconds); a terminal gets control characters as \\u001b, a pipe the bytes',
  ],
  commands: [{ title: 'Commands', entries: commandTable }],
  options: {
    delimiter: delimiterOption,
    version: versionOption,
    help: {
      ...helpOption,
      description: 'print this help; confstore COMMAND --help explains a command',
    },
  },
  examples: [
    { line: "confstore /etc/app.json get 'server>port;server>host'" },
    { line: "confstore app.yaml set 'server>port' 8080 --typed" },
    { line: "confstore toml:///etc/app.conf set 'server>port=8080;server>tls>on=yes'" },
    { line: 'confstore app.ini diff app.json' },
  ],
  exitCodes:
    '0 success, 1 a problem, 2 wrong usage; compare and diff: 0 same, 1 different, 2 a problem.',
};
