import ts from 'typescript';
import { expect, test } from 'vitest';
import { readByOwnTable } from './parse-command-text.js';
import { parsed, sourcesOfPackages } from './sources.js';
import { isWiping } from './wiping-commands.js';

interface NamedCommand {
  readonly where: string;
  readonly command: string;
}

/** A placeholder for a value known only when the text is printed. */
const value = 'VALUE';

/** A text as it is printed, where it is written as one expression. */
function textOf(node: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isParenthesizedExpression(node)) return textOf(node.expression);
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => value + literal.text).join('');
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken)
    return undefined;
  const [left, right] = [textOf(node.left), textOf(node.right)];
  return left === undefined && right === undefined ? undefined : (left ?? value) + (right ?? value);
}

const ours = /(?:^|: |; |or |then )((?:hare_setup|hare-cdf|hare-cfgen|confstore) [^;&]*)/g;

/** Texts of a source that end in a command of ours, as hints do. */
function commandsIn(file: string): readonly NamedCommand[] {
  const found: NamedCommand[] = [];
  const source = parsed(file);
  const visit = (node: ts.Node): void => {
    const text = ts.isExpression(node) ? textOf(node) : undefined;
    if (text === undefined) return ts.forEachChild(node, visit);
    const where = `${file}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`;
    if (/^[a-z][^.]*: (hare_setup|hare-cdf|hare-cfgen|confstore) /.test(text))
      for (const [, command = ''] of text.matchAll(ours))
        found.push({ where, command: command.trim() });
  };
  visit(source);
  return found;
}

const files = sourcesOfPackages().filter((file) => !/(\.test|-codes|testing)\.ts$/.test(file));
const hints = files.flatMap(commandsIn);

test('hints with a command of ours are found in the sources of most packages', () => {
  expect(hints.length).toBeGreaterThan(50);
  expect(new Set(hints.map(({ where }) => where.split('/')[1])).size).toBeGreaterThan(10);
});

/** Commands that are half a sentence: the rest of the call is described in words. */
const halves = [
  /^hare_setup report, with the same options$/,
  /^confstore URL VALUE …$/,
  /^hare_setup run VALUE VALUE$/,
];

test('the command of every hint is one that can be typed', async () => {
  const wrong: string[] = [];
  for (const { where, command } of hints) {
    const typed = command.replace(/\)$/, '').replace(/^(hare-cdf|confstore) COMMAND /, '$1 ');
    if (halves.some((half) => half.test(command))) continue;
    try {
      await readByOwnTable(typed.replace(/--dialect VALUE$/, '--dialect node'));
    } catch (error) {
      wrong.push(`${where}: ${command}: ${String(error)}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('no hint has a command that wipes data', () => {
  expect(hints.filter(({ command }) => isWiping(command))).toEqual([]);
});

test('no hint of a stage is to type again what has just failed', () => {
  const again = hints.filter(({ where, command }) => {
    const stage = /^packages\/stage-([^/]+)\//.exec(where)?.[1]?.replaceAll('-', '_');
    return stage !== undefined && command === `hare_setup ${stage}`;
  });
  expect(again).toEqual([]);
});
