import type { Manual } from '../manual.js';
import { page, plain, table } from '../render/markdown.js';
import type { StageFacts } from './stage-page.js';

export interface IndexFacts {
  readonly stages: readonly StageFacts[];
  readonly commands: readonly Manual[];
}

/** Where everything is. */
export function indexPage({ stages, commands }: IndexFacts): string {
  return page('Documentation', [
    [
      '- [The first cluster, from `--help` alone](first-cluster.md): what is typed, and what is answered',
      '- [Coming from the original tools](migration.md): command by command, key by key, difference by difference',
      '- [Troubleshooting](troubleshooting.md): by what you see',
      '- [Error codes](errors.md): by the code in brackets',
      '- [Settings](settings.md): files and environment variables',
      '- [The RPM packages](packaging.md): build, install, relocate, verify, remove',
    ].join('\n'),
    '## Stages',
    table(
      ['stage', ''],
      stages.map(({ stage }) => [`[${stage.name}](stages/${stage.name}.md)`, plain(stage.summary)]),
    ),
    '## Commands',
    table(
      ['command', ''],
      commands.map(({ bin, summary }) => [`[${bin}](commands/${bin}.md)`, plain(summary)]),
    ),
    '## As libraries',
    'Each package has a README in its folder, with an example. `npm run docs` writes a page for every way into a package (`@hare/stage/forecast`), from the comments in its sources, to `docs/api`, which is not committed. `node tools/docs/generate.mjs --man DIR` writes manual pages. [What the packages weigh](packages.md), and what comes with each.',
  ]);
}
