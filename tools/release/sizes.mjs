/**
 * `node tools/release/sizes.mjs`: packs all packages and writes docs/packages.md, the table of what
 * they weigh and need.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBuilt, ensureInstalled, repository } from '../verify/ensure-installed.mjs';

ensureInstalled();
ensureBuilt();
const { listPackages, packPackages, sizesPage } = await import('@hare/release');
const folder = mkdtempSync(path.join(tmpdir(), 'hare-sizes-'));
try {
  const packages = listPackages(repository);
  const packed = await packPackages(repository, packages, folder);
  const { packages: locked } = JSON.parse(
    readFileSync(path.join(repository, 'package-lock.json'), 'utf8'),
  );
  writeFileSync(path.join(repository, 'docs/packages.md'), sizesPage(packages, packed, locked));
  console.log(`wrote docs/packages.md: ${packed.length} packages`);
} finally {
  rmSync(folder, { recursive: true });
}
