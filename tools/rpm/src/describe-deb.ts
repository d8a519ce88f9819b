import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

/** A Debian package in a few lines, as dpkg-deb itself reads it. */
export function describeDeb(file: string): string {
  const field = (name: string): string =>
    execFileSync('dpkg-deb', ['--field', file, name], { encoding: 'utf8' }).trim();
  const mebibytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
  return `
${file}
  size      ${mebibytes(statSync(file).size)}, installed ${mebibytes(Number(field('Installed-Size')) * 1024)}
  requires  ${field('Depends').replaceAll(', ', '\n            ')}
  sha256    ${createHash('sha256').update(readFileSync(file)).digest('hex')}
`;
}
