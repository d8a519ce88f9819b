import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const name = 'SHA256SUMS';

/** Writes what `sha256sum --check SHA256SUMS` reads: every file below the folder. */
export function writeChecksums(folder: string): string {
  const lines = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((file) => file !== name)
    .toSorted()
    .map((file) => {
      const digest = createHash('sha256').update(readFileSync(path.join(folder, file)));
      return `${digest.digest('hex')}  ${file}\n`;
    });
  const file = path.join(folder, name);
  writeFileSync(file, lines.join(''));
  return file;
}
