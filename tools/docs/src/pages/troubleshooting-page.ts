import type { ExplainedCode } from '../catalogues.js';
import { block, cellCode, page, plain, remedyText, table } from '../render/markdown.js';
import { errorLink } from './errors-pages.js';
import { groupBySymptom, type Symptom } from '../symptoms.js';

/** What to do, by symptom. */
export function troubleshootingPage(catalogue: readonly ExplainedCode[]): string {
  const { groups } = groupBySymptom(catalogue);
  return page('Troubleshooting', [
    'Every failure says what is wrong, where, and what to do (`hint:`), and ends with a code in brackets. To see what a stage did and the output of its commands: `hare_setup log`. To see which stages ran on this machine: `hare_setup status`.',
    groups.map(([{ title }]) => `- [${plain(title)}](#${anchor(title)})`).join('\n'),
    ...groups.flatMap(([symptom, codes]) => symptomParts(symptom, codes)),
    '## None of these',
    'Collect the data for support (secrets are masked), and send it with your command and its output:',
    block('sh', ['hare_setup support_bundle']),
  ]);
}

function symptomParts(
  { title, about, first, namesOnly }: Symptom,
  codes: readonly ExplainedCode[],
): readonly string[] {
  return [
    `## ${title}`,
    about,
    block('sh', first),
    namesOnly === true
      ? codes.map((each) => `[${cellCode(each.code)}](${errorLink(each)})`).join(', ')
      : table(
          ['code', 'meaning', 'what to do'],
          codes.map((each) => [
            `[${cellCode(each.code)}](${errorLink(each)})`,
            plain(each.about),
            remedyText(each.remedy),
          ]),
        ),
  ];
}

/** The anchor that a heading gets. */
function anchor(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-');
}
