/**
 * `npm run package:npm [-- DIR]`: tarballs of what is built. DIR/registry (default: dist/npm) has
 * one of each package for a registry; DIR has one of each command, which installs without one that
 * knows our packages; what is in them (sbom.cdx.json), under which licences (LICENCES.md), and the
 * checksums of all of it (SHA256SUMS).
 */
import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt, ensureInstalled, repository } from '../verify/ensure-installed.mjs';

ensureInstalled();
ensureBuilt();
const { listPackages, packPackages, packSelfContained, writeTrust } = await import('@hare/release');
const target = path.resolve(
  process.env['INIT_CWD'] ?? '.',
  process.argv[2] ?? path.join(repository, 'dist/npm'),
);
rmSync(target, { recursive: true, force: true });
const packages = listPackages(repository);
const packed = await packPackages(repository, packages, path.join(target, 'registry'));
console.log(`${path.join(target, 'registry')}: ${packed.length} packages for a registry`);
for (const { file } of await packSelfContained(repository, packages, target))
  console.log(`${file}: ${Math.ceil(statSync(file).size / 1024)} KiB`);
for (const file of await writeTrust(repository, packages, target)) console.log(file);
