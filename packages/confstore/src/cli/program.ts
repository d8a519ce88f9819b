import { type CommandSpec, helpOption, versionOption } from '@hare/cli/table';
import { delimiterOption } from './command.js';
import { documentFormats } from '../formats/registry.js';
import { commandTable } from './command-table.js';

const formats = Object.keys(documentFormats).map((scheme) => `${scheme}:///FILE`);

const summary =
  'Read and edit any config file or key-value store with one key syntax, without losing ' +
  'comments or formatting.';

/** `confstore` as a whole; no command is loaded for its help. */
export const program: CommandSpec = {
  name: 'confstore',
  summary,
  description: summary,
  usage: ['confstore URL COMMAND [ARGUMENTS] [OPTIONS]'],
  notes: [
    `URL: a file with an ending that names its format, such as app.yaml; else ${formats.join(' ')} ` +
      'dir:///DIR dict:{"a":1} consul://HOST:PORT/PREFIX (json:FILE is a relative path)',
    'KEY: names separated by >, with [n] for list items: cluster>nodes[0]>name; write a name ' +
      'that contains > or brackets in double quotes: a>"x>y"',
    'LIMITS: CONFSTORE_MAX_SIZE (one answer of Consul, such as 512M or 2G) and ' +
      'CONFSTORE_TIMEOUT (one request, in seconds). Control characters are printed as \\u001b ' +
      'on a terminal, unchanged to a pipe.',
  ],
  commands: [{ title: 'Commands', entries: commandTable }],
  options: {
    delimiter: delimiterOption,
    version: versionOption,
    help: {
      ...helpOption,
      description: 'print this help; for one command: confstore COMMAND --help',
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
