/**
 * `node tools/release/sizes.mjs`: packs all packages and writes docs/packages.md, the table of what
 * they weigh and need.
 */
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  writeFileSync(
    path.join(repository, 'docs/packages.md'),
    sizesPage(packages, packed, locked, (place) => bytesOnDisk(path.join(repository, place))),
  );
  console.log(`wrote docs/packages.md: ${packed.length} packages`);
} finally {
  rmSync(folder, { recursive: true });
}

/** As `du` counts it, without the packages inside of it. */
function bytesOnDisk(place) {
  const found = lstatSync(place);
  const inside = found.isDirectory()
    ? readdirSync(place).filter((name) => name !== 'node_modules')
    : [];
  return inside.reduce(
    (sum, name) => sum + bytesOnDisk(path.join(place, name)),
    found.blocks * 512,
  );
}
