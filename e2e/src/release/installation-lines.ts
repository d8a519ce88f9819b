import { readFileSync } from 'node:fs';
import { inRepository } from '../run-bin.js';

const page = readFileSync(inRepository('docs/install.md'), 'utf8');
const blocks = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .flatMap((section) => {
      const [title = ''] = section.split('\n', 1);
      const found = [...section.matchAll(/```sh\n([^]*?)```/g)].map(([, block = '']) => block);
      return found.map((block, at): [string, readonly string[]] => [
        found.length === 1 ? title : `${title}, ${at + 1}`,
        block.trim().split('\n'),
      ]);
    }),
);

/** What docs/install.md has a reader type in a section; of several blocks `SECTION, 2`. */
export function installationLines(section: string): readonly string[] {
  return blocks.get(section) ?? [];
}

/** The sections of docs/install.md that have something to type. */
export const installationSections: readonly string[] = [...blocks.keys()];
