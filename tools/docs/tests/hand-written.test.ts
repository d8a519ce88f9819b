import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { listManuals } from '../src/manuals/list-manuals.js';
import { renderPages } from '../src/render-pages.js';
import { repository } from '../src/repository.js';

const docs = path.join(repository, 'docs');
const generated = await renderPages();
const manuals = await listManuals();
const pages = readdirSync(docs).filter((file) => file.endsWith('.md') && !generated.has(file));

/** Every command line of ours that a page names, in code spans and blocks. */
function commandLines(text: string): readonly string[] {
  const blocks = [...text.matchAll(/^ *```[a-z]*\n([^]*?)^ *```/gm)].flatMap(([, block = '']) =>
    block.split('\n').map((line) => line.trim().replace(/^\$ /, '')),
  );
  const spans = [...text.replaceAll(/^ *```[^]*?^ *```/gm, '').matchAll(/`([^`]+)`/g)].map(
    ([, span = '']) => span,
  );
  return [...blocks, ...spans].filter((line) =>
    manuals.some(({ bin }) => line.startsWith(`${bin} `)),
  );
}

/** What there is to say after the name of a bin: its commands, stages and flags. */
function wordsOf(bin: string): string {
  return JSON.stringify(
    manuals.filter(
      (manual) =>
        manual.bin === bin || (bin === 'hare_setup' && manual.bin.startsWith('hare-stage-')),
    ),
  );
}

test.each(pages)('the commands and flags that docs/%s names exist', (page) => {
  const lines = commandLines(readFileSync(path.join(docs, page), 'utf8'));
  const unknown = lines.flatMap((line) => {
    const [bin = '', ...words] = line.split(/\s+/);
    const known = wordsOf(bin);
    return words
      .filter((word) => /^--[a-z]/.test(word))
      .map((word) => word.replace(/=.*/, ''))
      .filter((flag) => !known.includes(flag) && !known.includes(flag.slice(2)))
      .map((flag) => `${line}: ${flag}`);
  });
  expect(unknown).toEqual([]);
});

test('the page for users of the original tools names commands of every tool', () => {
  const named = commandLines(readFileSync(path.join(docs, 'migration.md'), 'utf8')).map(
    (line) => line.split(' ')[0],
  );
  expect([...new Set(named)].toSorted()).toEqual([
    'confstore',
    'hare-cdf',
    'hare-cfgen',
    'hare_setup',
  ]);
});

/** Files and folders that a line names in code spans; `src/…` in the row of a package is its. */
function namedPaths(line: string): readonly string[] {
  const [, folder] = /^\| `([\w-]+)`/.exec(line) ?? [];
  const spans = [...line.matchAll(/`([\w./-]+)`/g)].map(([, span = '']) => span);
  return spans.flatMap((span) => {
    if (span.startsWith('src/')) return folder === undefined ? [] : [`packages/${folder}/${span}`];
    return /^(?:packages|tools|e2e|docs)\//.test(span) ? [span] : [];
  });
}

test.each(['ARCHITECTURE.md', 'CONTRIBUTING.md'])(
  'the files and folders that %s names exist',
  (page) => {
    const named = readFileSync(path.join(repository, page), 'utf8').split('\n').flatMap(namedPaths);
    // What a recipe adds is not there yet.
    const added = /\/env|verify-clock|clock-agrees/;
    expect(named.length).toBeGreaterThan(0);
    expect(
      named.filter((file) => !added.test(file) && !existsSync(path.join(repository, file))),
    ).toEqual([]);
  },
);
