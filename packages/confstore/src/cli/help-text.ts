import { commandTable } from './command-table.js';

/** `confstore --help`, made without loading a command. */
export function helpText(): string {
  const rows = commandTable.map(({ name, usage, summary }) => [`${name} ${usage}`.trim(), summary] as const);
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return `Usage: confstore URL COMMAND [ARGUMENTS] [OPTIONS]

Any config file or key-value store behind one key syntax, with edits that lose nothing.

URL: json:///FILE yaml:///FILE toml:///FILE ini:///FILE properties:///FILE
     dir:///FOLDER dict:{"a":1} consul://HOST:PORT/PREFIX
     (json:FILE is a path from here)
KEY: names with > between them, [n] for the items of a list: cluster>nodes[0]>name
     a name with > or brackets in it stands in double quotes: a>"x>y"

Commands:
${rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`).join('\n')}

Options:
  --delimiter CHAR  what separates the names of a key: > . / | : or ; (default >)
  --version         print the version
  -h, --help        print this help; confstore COMMAND --help explains a command

Examples:
  confstore json:///etc/app.json get 'server>port;server>host'
  confstore yaml:///etc/app.yaml set 'server>port=8080;server>tls>on=yes'
  confstore toml:app.toml get_keys
  confstore ini:///etc/app.ini diff json:///etc/app.json

Exit codes: 0 success, 1 problem, 2 wrong usage; compare and diff: 0 same, 1 different, 2 problem.
`;
}
