import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { allowedInComments, complaints } from './banned-words.js';
import { allSources, parsed, repository, tracked } from './sources.js';

type Text = readonly [where: string, text: string];

/** A list of words to compare with, not a text. */
const wordLists: ReadonlySet<string> = new Set(['packages/base/src/secrets/is-secret-name.ts']);

/** Whether what a source prints is for users: not a test, and nothing that only tests call. */
const isForUsers = (file: string): boolean =>
  /^(packages\/[^/]+\/src|tools)\//.test(file) &&
  !/\.test\.ts$|^tools\/[^/]+\/tests\/|^tools\/sandbox\//.test(file) &&
  !wordLists.has(file);

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

/** The comments of a source, each in one line, without names in code and what they quote. */
function commentsOf(file: string): readonly Text[] {
  const source = parsed(file);
  const found = new Map<number, Text>();
  const visit = (node: ts.Node): void => {
    const ranges = [
      ...(ts.getLeadingCommentRanges(source.text, node.pos) ?? []),
      ...(ts.getTrailingCommentRanges(source.text, node.end) ?? []),
    ];
    for (const { pos, end } of ranges) {
      const { line } = source.getLineAndCharacterOfPosition(pos);
      const words = source.text
        .slice(pos, end)
        .replace(/\s*\n\s*(\*\/|\*)?\s*/g, ' ')
        .replace(/`[^`]*`|"[^"]*"/g, '');
      found.set(pos, [`${file}:${line + 1}`, words]);
    }
    for (const child of node.getChildren(source)) visit(child);
  };
  visit(source);
  return [...found.values()];
}

/** The prose of a page: without names in code, and without code other than output. */
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
  const texts = allSources().filter(isForUsers).flatMap(stringsOf);
  expect(texts.length).toBeGreaterThan(2000);
  expect(complaints(texts)).toEqual([]);
});

test('no comment has a banned word, but for a few that are plain there', () => {
  const texts = allSources().flatMap(commentsOf);
  expect(texts.length).toBeGreaterThan(4000);
  expect(complaints(texts, allowedInComments)).toEqual([]);
});

test('every word that comments may have is in one', () => {
  const texts = allSources().flatMap(commentsOf);
  const unused = allowedInComments.filter(
    ([words]) => !texts.some(([, text]) => text.search(words) >= 0),
  );
  expect(unused).toEqual([]);
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
