import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { complaints } from './banned-words.js';
import { parsed, repository, sourcesOfPackages, tracked } from './sources.js';

type Text = readonly [where: string, text: string];

/** A list of words to compare with, not a text. */
const wordLists: ReadonlySet<string> = new Set(['packages/base/src/secrets/is-secret-name.ts']);

/** What a source may print: its strings of more than one word, without what is put into them. */
function stringsOf(file: string): readonly Text[] {
  const found: Text[] = [];
  const source = parsed(file);
  const visit = (node: ts.Node): void => {
    const isText =
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddle(node) ||
      ts.isTemplateTail(node);
    if (isText && /[a-z] | [a-z]/.test(node.text)) {
      const { line } = source.getLineAndCharacterOfPosition(node.end);
      found.push(...node.text.split('\n').map((text): Text => [`${file}:${line + 1}`, text]));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The prose of a page: without names in code, and without code that is no output. */
function proseOf(file: string): readonly Text[] {
  let fence: string | undefined;
  return readFileSync(path.join(repository, file), 'utf8')
    .split('\n')
    .flatMap((line, at): readonly Text[] => {
      const mark = /^```(\w*)/.exec(line)?.[1];
      if (mark !== undefined) {
        fence = fence === undefined ? mark : undefined;
        return [];
      }
      if (fence !== undefined && fence !== 'console') return [];
      return [[`${file}:${at + 1}`, line.replace(/`[^`]*`/g, '').replace(/\]\([^)]*\)/g, ']')]];
    });
}

test('no string of a source has a banned word', () => {
  const files = sourcesOfPackages().filter(
    (file) => !/\.test\.ts$/.test(file) && !wordLists.has(file),
  );
  const texts = files.flatMap(stringsOf);
  expect(texts.length).toBeGreaterThan(2000);
  expect(complaints(texts)).toEqual([]);
});

test('no page and no README has a banned word', () => {
  const files = tracked(':(glob)*.md', ':(glob)docs/**/*.md', ':(glob)packages/*/README.md');
  expect(files.length).toBeGreaterThan(40);
  expect(complaints(files.flatMap(proseOf))).toEqual([]);
});

test('a banned word is found in a string, in a template and in prose', () => {
  const [source] = tracked('tools/docs/tests/plain-sources.test.ts');
  const wrong = `the key ${String(source)} is no text`;
  expect(complaints([['here', wrong]])).toHaveLength(1);
  expect(
    complaints([['here', 'a stand-in is fine, a file that stands there is not']]),
  ).toHaveLength(1);
});
