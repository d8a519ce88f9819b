import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DummyPackage } from './dummy-package.js';
import { makeOnce } from './make-once.js';

/** True where rpm and rpmbuild are installed. */
export function hasRpm(): boolean {
  return ['rpm', 'rpmbuild'].every((command) => spawnSync(command, ['--version']).status === 0);
}

/**
 * Makes a private rpm database in the folder `dbpath` and installs dummy packages in it, built by
 * rpmbuild.
 */
export function makeRpmDatabase(dbpath: string, packages: readonly DummyPackage[]): void {
  const version = execFileSync('rpm', ['--version'], { encoding: 'utf8' });
  makeOnce(dbpath, [version, packages], (folder) => {
    mkdirSync(folder);
    execFileSync('rpm', ['--dbpath', folder, '--initdb'], { stdio: 'pipe' });
    for (const one of packages) installRpm(folder, one);
  });
}

export function installRpm(dbpath: string, { name, version }: DummyPackage): void {
  const folder = mkdtempSync(path.join(path.dirname(dbpath), 'rpmbuild-'));
  const {
    epoch,
    upstream = version,
    release = '1',
  } = /^(?:(?<epoch>\d+):)?(?<upstream>[^-]+)(?:-(?<release>.+))?$/.exec(version)?.groups ?? {};
  const spec = path.join(folder, `${name}.spec`);
  writeFileSync(
    spec,
    `Name: ${name}\n${epoch === undefined ? '' : `Epoch: ${epoch}\n`}Version: ${upstream}\nRelease: ${release}\nSummary: dummy\nLicense: none\nBuildArch: noarch\n%description\ndummy\n%files\n`,
  );
  execFileSync(
    'rpmbuild',
    ['-bb', '--quiet', '--define', `_topdir ${folder}`, '--define', '_build_id_links none', spec],
    { stdio: 'pipe' },
  );
  const built = readdirSync(path.join(folder, 'RPMS/noarch')).map((file) =>
    path.join(folder, 'RPMS/noarch', file),
  );
  execFileSync(
    'rpm',
    ['--dbpath', dbpath, '--justdb', '--nodeps', '--oldpackage', '-U', ...built],
    { stdio: 'pipe' },
  );
  rmSync(folder, { recursive: true });
}
