import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { inRepository } from '../run-bin.js';

/** A clone of this repository's commit, on a branch main. */
export interface Clone {
  readonly folder: string;
  git(...args: readonly string[]): string;
}

/**
 * Clones what is committed here. What was installed and built is copied, which saves minutes: the
 * links of the workspaces are relative, and Nx builds again whatever is not the same.
 */
export function cloneRepository(folder: string): Clone {
  const repository = inRepository('.');
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  const head = execFileSync('git', ['rev-parse', 'HEAD'], {
    cwd: repository,
    encoding: 'utf8',
  }).trim();
  execFileSync('git', ['clone', '--quiet', '--no-checkout', '--no-tags', repository, folder], {
    stdio: 'pipe',
  });
  git('checkout', '--quiet', '-B', 'main', head);
  git('config', 'user.name', 'Somebody');
  git('config', 'user.email', 'somebody@localhost');
  const copied = [
    '.nx/cache',
    '.nx/workspace-data',
    'node_modules',
    ...inEachFolder(repository, ['dist', 'node_modules']),
  ];
  for (const place of copied)
    if (existsSync(path.join(repository, place)))
      copyTree(path.join(repository, place), path.join(folder, place));
  return { folder, git };
}

function inEachFolder(repository: string, names: readonly string[]): readonly string[] {
  const folders = [
    'e2e',
    ...['packages', 'tools'].flatMap((parent) =>
      readdirSync(path.join(repository, parent)).map((name) => path.join(parent, name)),
    ),
  ];
  return folders.flatMap((each) => names.map((name) => path.join(each, name)));
}

function copyTree(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  execFileSync('cp', ['-a', '--reflink=auto', from, to]);
}
