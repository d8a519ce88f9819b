import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { requirements } from '../src/describe-rpm.js';
import { prefix } from '../src/tree.js';

/**
 * rpm on the machine of a sandbox: its database is the one that post_install reads, files go below
 * the machine's root, no chroot.
 */
export interface RpmMachine {
  /** Where the package is installed, as this process sees it. */
  readonly prefix: string;
  /**
   * Runs rpm; answers what it prints on both streams, without what Debian's rpm says about itself.
   */
  rpm(...args: readonly string[]): { readonly exitCode: number | null; readonly output: string };
  /** `rpm -i` or `-U` of the package, relocated to `prefix`. */
  install(
    how: '-i' | '-U',
    file: string,
  ): { readonly exitCode: number | null; readonly output: string };
}

export function rpmMachine(root: string): RpmMachine {
  const dbpath = path.join(root, 'var/lib/rpm');
  const here = path.join(root, prefix);
  const rpm: RpmMachine['rpm'] = (...args) => runRpm(['--dbpath', dbpath, ...args]);
  return {
    prefix: here,
    rpm,
    install: (how, file) => rpm(how, '--relocate', `${prefix}=${here}`, file),
  };
}

export function runRpm(args: readonly string[]): {
  readonly exitCode: number | null;
  readonly output: string;
} {
  const { status, stdout, stderr } = spawnSync('rpm', args, {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  return {
    exitCode: status,
    output: `${stdout}${stderr}`.replaceAll(
      /^rpm: (RPM should not be used directly|However assuming you know).*\n/gm,
      '',
    ),
  };
}

/**
 * Gives a database a package that provides exactly what `file` requires, so that rpm's own check of
 * dependencies is part of the test.
 */
export function provideRequirements(dbpath: string, file: string): void {
  const folder = mkdtempSync(path.join(path.dirname(dbpath), 'base-'));
  const spec = path.join(folder, 'base.spec');
  mkdirSync(dbpath, { recursive: true });
  writeFileSync(
    spec,
    `Name: base-system\nVersion: 1\nRelease: 1\nSummary: dummy\nLicense: none\nBuildArch: noarch\n${requirements(
      file,
    )
      .map((line) => `Provides: ${line}\n`)
      .join('')}%description\ndummy\n%files\n`,
  );
  execFileSync('rpmbuild', ['-bb', '--quiet', '--define', `_topdir ${folder}`, spec], {
    stdio: 'pipe',
  });
  const built = readdirSync(path.join(folder, 'RPMS/noarch')).map((name) =>
    path.join(folder, 'RPMS/noarch', name),
  );
  execFileSync('rpm', ['--dbpath', dbpath, '--justdb', '-U', ...built], { stdio: 'pipe' });
  rmSync(folder, { recursive: true });
}
