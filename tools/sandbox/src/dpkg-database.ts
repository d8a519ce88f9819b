import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DummyPackage } from './dummy-package.js';
import { makeOnce } from './make-once.js';

/**
 * Makes a private dpkg database in the folder `admindir` and installs dummy packages in it, built
 * by dpkg-deb.
 */
export function makeDpkgDatabase(admindir: string, packages: readonly DummyPackage[]): void {
  makeOnce(admindir, ['dpkg', packages], (folder) => {
    for (const each of ['info', 'updates', 'triggers'])
      mkdirSync(path.join(folder, each), { recursive: true });
    for (const file of ['status', 'available']) writeFileSync(path.join(folder, file), '');
    for (const one of packages) installDeb(folder, one);
  });
}

export function installDeb(admindir: string, { name, version }: DummyPackage): void {
  const folder = mkdtempSync(path.join(path.dirname(admindir), 'deb-'));
  const tree = path.join(folder, 'tree');
  mkdirSync(path.join(tree, 'DEBIAN'), { recursive: true, mode: 0o755 });
  writeFileSync(
    path.join(tree, 'DEBIAN/control'),
    `Package: ${name}\nVersion: ${version}\nArchitecture: all\nMaintainer: none <none@localhost>\nDescription: dummy\n`,
  );
  const deb = path.join(folder, `${name}.deb`);
  execFileSync('dpkg-deb', ['--root-owner-group', '--build', tree, deb], { stdio: 'pipe' });
  const instdir = path.join(folder, 'inst');
  mkdirSync(instdir);
  execFileSync(
    'dpkg',
    [
      `--admindir=${admindir}`,
      `--instdir=${instdir}`,
      '--force-not-root',
      '--force-script-chrootless',
      '--force-bad-path',
      `--log=${path.join(folder, 'log')}`,
      '-i',
      deb,
    ],
    { stdio: 'pipe' },
  );
  rmSync(folder, { recursive: true });
}
