import type { ExplainedCode } from '../catalogues.js';
import { cellCode, page, plain, remedyText, table } from '../render/markdown.js';

/** The one table of all codes. */
export function errorsPage(catalogue: readonly ExplainedCode[]): string {
  return page('Error codes', [
    'A message ends with its code in brackets: `cannot read: permission denied [CONFSTORE_FILE_UNREADABLE]`. The code is also in reports (`--json`), in the log and in the journal. It never changes its meaning; the text of a message may.',
    'Words in capitals stand for what the message names: FILE, URL, STAGE. By what you see instead of by code: [troubleshooting](troubleshooting.md).',
    table(
      ['code', 'meaning', 'what to do', 'package'],
      catalogue.map(({ code, packageName, about, remedy }, index) => [
        `${catalogue[index - 1]?.code === code ? '' : `<a id="${code.toLowerCase()}"></a>`}${cellCode(code)}`,
        plain(about),
        remedyText(remedy),
        cellCode(packageName),
      ]),
    ),
  ]);
}
