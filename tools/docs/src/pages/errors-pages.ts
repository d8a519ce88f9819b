import type { ExplainedCode } from '../catalogues.js';
import { block, cellCode, page, plain, splitRemedy, table } from '../render/markdown.js';
import { listPackages } from '../repository.js';

const folderOf = (packageName: string): string => packageName.replace('@hare/', '');

/** Where a code is explained, from a page in `docs/`. */
export function errorLink({ code: name, packageName }: ExplainedCode): string {
  return `errors/${folderOf(packageName)}.md#${name.toLowerCase()}`;
}

/** The index of all codes, and a page of them for each package: path below docs/, text. */
export function errorsPages(catalogue: readonly ExplainedCode[]): readonly [string, string][] {
  const packages = listPackages().flatMap(({ name, description }) => {
    const codes = catalogue.filter(({ packageName }) => packageName === name);
    return codes.length === 0 ? [] : [{ name, description, codes }];
  });
  return [
    ['errors.md', errorsIndex(catalogue, packages)],
    ...packages.map((each): [string, string] => [
      `errors/${folderOf(each.name)}.md`,
      packagePage(each),
    ]),
  ];
}

interface PackageCodes {
  readonly name: string;
  readonly description: string;
  readonly codes: readonly ExplainedCode[];
}

function errorsIndex(
  catalogue: readonly ExplainedCode[],
  packages: readonly PackageCodes[],
): string {
  return page('Error codes', [
    'A message ends with its code in brackets: `cannot read: permission denied [CONFSTORE_FILE_UNREADABLE]`. The code is also in reports (`--json`), in the log and in the journal. The meaning of a code never changes; the text of a message can.',
    'To read about a code in the terminal:',
    block('sh', ['hare_setup explain CONFSTORE_FILE_UNREADABLE']),
    'To search by symptom instead of by code, see [troubleshooting](troubleshooting.md).',
    '## By package',
    table(
      ['package', 'codes', 'what the package does'],
      packages.map(({ name, description, codes }) => [
        `[${cellCode(name)}](errors/${folderOf(name)}.md)`,
        String(codes.length),
        plain(description),
      ]),
    ),
    '## All codes',
    table(
      ['code', 'package'],
      catalogue.map((each, index) => [
        `${catalogue[index - 1]?.code === each.code ? '' : `<a id="${each.code.toLowerCase()}"></a>`}[${cellCode(each.code)}](${errorLink(each)})`,
        cellCode(each.packageName),
      ]),
    ),
  ]);
}

function packagePage({ name, description, codes }: PackageCodes): string {
  return page(`Error codes of ${name}`, [
    `${plain(description)}.`,
    'Replace words in capitals (FILE, URL, STAGE) with the values in the message. [All codes](../errors.md)',
    ...codes.flatMap(({ code: title, about, remedy }) => {
      const { text, commands } = splitRemedy(remedy);
      return [
        `## ${title}`,
        plain(about),
        `**What to do:** ${plain(text)}`,
        commands.length === 0 ? '' : block('sh', commands),
      ];
    }),
  ]);
}
