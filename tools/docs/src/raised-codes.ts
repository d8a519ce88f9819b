import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { repository } from './repository.js';

/** A text in the sources of a package that is an error code, or looks like one. */
export interface CodeText {
  readonly text: string;
  /** `packages/cdf/src/read-yaml.ts:23` */
  readonly place: string;
}

const shape = /^[A-Z][A-Z0-9]+(_[A-Z0-9]+)*$/;
/**
 * What looks like a code and is none: numbers of the system, Motr's symbols, prefixes of codes, a
 * level of the log, variables.
 */
const noCode = new Set([
  ...Object.keys(constants.errno),
  ...Object.keys(constants.signals),
  'CDF',
  'KEY',
  'INFO',
  'HARE_SETUP_STATE',
]);
const motr = /^(?:M0_NC|MOTR_(?:BE|CLIENT|CONF|HA|LOG|M0D|NODE|PROCESS|PROFILE))_/;
const reporter = /(errorAt|fault|refused|report|reportName|warn|error|Problem)$/;

/**
 * The codes that the sources below a folder of packages (`cdf/src`) can report: every text in
 * capitals that has an underscore, and every single word that stands where a code does (in `new
 * SomeError(…)`, after `code:`, first in a call that reports). Tests, catalogues, comparisons,
 * types and environment variables are left out.
 */
export function findRaisedCodes(folder: string): readonly CodeText[] {
  const root = path.join(repository, 'packages', folder);
  if (!existsSync(root)) throw new Error(`there is no folder ${root}`);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !/(\.test|-codes)\.ts$/.test(file),
  );
  return files.flatMap((file) =>
    codesOf(
      ts.createSourceFile(
        path.join('packages', folder, file),
        readFileSync(path.join(root, file), 'utf8'),
        ts.ScriptTarget.Latest,
        true,
      ),
    ),
  );
}

function codesOf(source: ts.SourceFile): readonly CodeText[] {
  const found: CodeText[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isStringLiteralLike(node) &&
      shape.test(node.text) &&
      !noCode.has(node.text) &&
      !motr.test(node.text) &&
      isReported(node)
    ) {
      found.push({
        text: node.text,
        place: `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`,
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isReported(literal: ts.StringLiteralLike): boolean {
  let node: ts.Node = literal;
  while (
    ts.isConditionalExpression(node.parent) ||
    ts.isParenthesizedExpression(node.parent) ||
    isDefault(node.parent)
  )
    node = node.parent;
  const { parent } = node;
  if (isComparison(parent) || ts.isLiteralTypeNode(parent) || ts.isElementAccessExpression(parent))
    return false;
  return (
    literal.text.includes('_') ||
    ts.isNewExpression(parent) ||
    (ts.isCallExpression(parent) &&
      parent.arguments[0] === node &&
      reporter.test(parent.expression.getText())) ||
    isNamedCode(parent)
  );
}

function isDefault(node: ts.Node): boolean {
  return (
    ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken
  );
}

function isComparison(node: ts.Node): boolean {
  return (
    ts.isBinaryExpression(node) &&
    [ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken].includes(
      node.operatorToken.kind,
    )
  );
}

function isNamedCode(node: ts.Node): boolean {
  return (
    (ts.isPropertyAssignment(node) || ts.isParameter(node)) &&
    ts.isIdentifier(node.name) &&
    node.name.text === 'code'
  );
}
