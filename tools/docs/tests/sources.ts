import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export const repository = path.resolve(import.meta.dirname, '../../..');

/** The files of the repository that fit these patterns of git. */
export function tracked(...patterns: readonly string[]): readonly string[] {
  return execFileSync('git', ['ls-files', ...patterns], { cwd: repository, encoding: 'utf8' })
    .trim()
    .split('\n');
}

/** The sources of all packages that fit, with their tests. */
export const sourcesOfPackages = (): readonly string[] =>
  tracked('packages/*/src/*.ts', 'packages/*/src/**/*.ts');

/** The sources of packages, tools and end-to-end tests, whatever their kind. */
export const allSources = (): readonly string[] =>
  tracked('packages', 'tools', 'e2e').filter((file) => /\.[cm]?[jt]s$/.test(file));

/** A source as its tree. */
export function parsed(file: string): ts.SourceFile {
  const text = readFileSync(path.join(repository, file), 'utf8');
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
}
