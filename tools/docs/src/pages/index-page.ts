import type { Manual } from '../manual.js';
import { page, plain, table } from '../render/markdown.js';
import type { StageFacts } from './stage-page.js';

export interface IndexFacts {
  readonly stages: readonly StageFacts[];
  readonly commands: readonly Manual[];
}

/** The table of contents. */
export function indexPage({ stages, commands }: IndexFacts): string {
  return page('Documentation', [
    [
      '- [Install](install.md): from a clone, from one npm file, with npm, as an RPM or Debian package, as one file',
      '- [The first cluster, from `--help` alone](first-cluster.md): every command and its output',
      '- [Three nodes](three-nodes.md) and [a repair](repair.md), by what is printed alone',
      '- [Coming from the original tools](migration.md): command by command, key by key, difference by difference',
      '- [Troubleshooting](troubleshooting.md): by symptom',
      '- [Error codes](errors.md): by the code at the end of a message',
      '- [Settings](settings.md): files and environment variables',
      '- [The RPM packages](packaging.md): build, install, relocate, verify, remove',
      '- [Large clusters](scale.md): what 1,000 and 10,000 nodes ask of Consul, measured and on paper',
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
    'Each package has a README with an example in its directory. `npm run docs` writes a page for each entry point of a package (such as `@hare/stage/forecast`) to `docs/api`, from the comments in its sources; that directory is not committed. `node tools/docs/generate.mjs --man DIR` writes manual pages. The [size of each package](packages.md) includes its dependencies.',
  ]);
}
