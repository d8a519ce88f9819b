import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

/** A package in a few lines, as rpm itself reads it: sizes, files, what it requires, its digest. */
export function describeRpm(file: string): string {
  const query = (...args: readonly string[]): string =>
    execFileSync('rpm', ['-qp', '--nosignature', ...args, file], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  const installedBytes = Number(query('--qf', '%{LONGSIZE}'));
  const requires = shortRequirements(requirements(file));
  return `
${file}
  size      ${mebibytes(statSync(file).size)}, installed ${mebibytes(installedBytes)} in ${query('-l').split('\n').length} files and directories
  requires  ${requires.join('\n            ')}
  conflicts ${query('--conflicts')}
  sha256    ${createHash('sha256').update(readFileSync(file)).digest('hex')}
`;
}

/**
 * What must be on a machine, without the features of rpm itself and what the package provides for
 * itself.
 */
export function requirements(file: string): readonly string[] {
  const text = execFileSync('rpm', ['-qp', '--nosignature', '--requires', file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return [
    ...new Set(
      text
        .trim()
        .split('\n')
        .filter((line) => !/^(rpmlib|config)\(/.test(line)),
    ),
  ];
}

/**
 * One line for each library, with the newest version of its symbols that is needed: `libc.so.6
 * (GLIBC_2.28)`.
 */
export function shortRequirements(requires: readonly string[]): readonly string[] {
  const versions = new Map<string, string[]>();
  for (const line of requires) {
    const [, name = line, version = ''] = /^(.*?\.so[^(]*)\(([^)]*)\)/.exec(line) ?? [];
    versions.set(name, [...(versions.get(name) ?? []), version]);
  }
  return [...versions].map(([name, all]) => {
    const newest =
      all.sort((left, right) => left.localeCompare(right, 'en', { numeric: true })).at(-1) ?? '';
    return newest === '' ? name : `${name} (${newest})`;
  });
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
