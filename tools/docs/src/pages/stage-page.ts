import type { StageDefinition } from '@hare/stage';
import type { StepDescription } from '@hare/stage/forecast';
import { setupYaml } from 'hare_setup';
import type { ExplainedCode } from '../catalogues.js';
import { stageManual } from '../manuals/stage-manual.js';
import { errorLink } from './errors-pages.js';
import { block, cellCode, page, plain, table } from '../render/markdown.js';
import { exampleBlock, optionTableOf } from '../render/manual-page.js';

export interface StageFacts {
  readonly stage: StageDefinition;
  readonly bin: string;
  readonly steps: readonly StepDescription[];
  readonly codes: readonly ExplainedCode[];
}

/** The page of a stage. */
export function stagePage({ stage, bin, steps, codes }: StageFacts): string {
  const manual = stageManual(stage, `hare_setup ${stage.name}`);
  const own = manual.options.find(({ title }) => title === 'Options')?.options ?? [];
  return page(stage.name, [
    plain(manual.summary),
    ...manual.description.map(plain),
    block('', [
      `hare_setup ${stage.name} [options]`,
      `hare_setup --${stage.name} [options]`,
      `${bin} [options]`,
    ]),
    '## Options',
    own.length === 0 ? '' : optionTableOf('option', own),
    `${own.length === 0 ? 'The' : 'Also the'} [options of every stage](../commands/hare_setup.md#options-of-every-stage): \`--config URL\`, \`--dry-run\`, \`--json\`, …`,
    '## Steps',
    'All checks run first; a failed check stops the stage before anything is written. Then each step is checked, applied if needed, and checked again.',
    table(
      ['step', 'what it does', '', 'only with'],
      steps.map(({ id, title, looks, always, with: options }) => [
        cellCode(id),
        plain(title),
        [...(looks ? ['only checks'] : []), ...(always ? ['always runs'] : [])].join(', '),
        options.map(cellCode).join(', '),
      ]),
    ),
    '## What it writes',
    [
      ...manual.writes.map((line) => `- ${plain(line)}`),
      '- like every stage, the log `/var/log/seagate/hare/setup.log` and the journal `/var/lib/hare/setup/journal.jsonl`',
    ].join('\n'),
    '## Examples',
    exampleBlock(manual.examples),
    '## Exit codes',
    plain(manual.exitCodes),
    '## Error codes',
    'The codes of this stage and of the packages whose steps it uses. For all codes and their remedies, see [errors](../errors.md).',
    table(
      ['code', ''],
      codes.map((each) => [`[${cellCode(each.code)}](../${errorLink(each)})`, plain(each.about)]),
    ),
    '## In setup.yaml',
    block(
      'yaml',
      setupYaml([stage], { component: 'hare', prefix: '/opt/seagate/cortx/hare' })
        .trimEnd()
        .split('\n'),
    ),
  ]);
}
