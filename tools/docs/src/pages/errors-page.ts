import type { ExplainedCode } from '../catalogues.js';
import { cellCode, page, plain, remedyText, table } from '../render/markdown.js';

/** The one table of all codes. */
export function errorsPage(catalogue: readonly ExplainedCode[]): string {
  return page('Error codes', [
    'A message ends with its code in brackets: `cannot read: permission denied [CONFSTORE_FILE_UNREADABLE]`. The code is also in reports (`--json`), in the log and in the journal. The meaning of a code never changes; the text of a message can.',
    'Replace words in capitals (FILE, URL, STAGE) with the values in the message. To search by symptom instead of by code, see [troubleshooting](troubleshooting.md).',
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
