import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HareError } from '@hare/base';
import { settleTree, prefix, type Tree } from './tree.js';

export interface DebRequest {
  /** The files below the prefix. */
  readonly tree: Tree;
  /** A temporary folder. */
  readonly work: string;
  readonly out: string;
  readonly epochSeconds: number;
  /** As rpm writes it; Debian sorts `~` in the same way. */
  readonly version: string;
}

/** Debian's names of the machines that Node runs on. */
const architectures: Readonly<Record<string, string>> = {
  x64: 'amd64',
  arm64: 'arm64',
  ppc64: 'ppc64el',
  s390x: 's390x',
};

/**
 * The Debian package of the program that brings its own Node, made by dpkg-deb from the same tree
 * as the RPM package; answers its path. @throws HareError when dpkg-deb is missing or fails
 */
export function buildDeb({ tree, work, out, epochSeconds, version }: DebRequest): string {
  const architecture = architectures[process.arch] ?? process.arch;
  const root = path.join(work, 'deb');
  cpSync(tree.folder, path.join(root, prefix), { recursive: true, verbatimSymlinks: true });
  settleTree({ ...tree, folder: root }, epochSeconds);
  const control = path.join(root, 'DEBIAN');
  mkdirSync(control);
  chmodSync(control, 0o755);
  for (const [name, text] of Object.entries({
    control: controlText(version, architecture, kibibytes(root)),
    conffiles: `${prefix}/conf/logrotate/hare\n`,
  })) {
    writeFileSync(path.join(control, name), text);
    chmodSync(path.join(control, name), 0o644);
  }
  const file = path.join(out, `hare-setup_${version}-1_${architecture}.deb`);
  // gzip has one thread and one result; xz takes minutes for a fifth less.
  const args = ['--root-owner-group', '-Zgzip', '--build', root, file];
  const { status, stderr, error } = spawnSync('dpkg-deb', args, {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], LC_ALL: 'C', SOURCE_DATE_EPOCH: String(epochSeconds) },
  });
  if (error !== undefined)
    throw new HareError('RPM_NO_RPMBUILD', `dpkg-deb cannot be started: ${error.message}`, {
      hint: 'apt-get install dpkg (Debian), dnf install dpkg (Fedora)',
      cause: error,
    });
  if (status !== 0)
    throw new HareError('RPM_BUILD_FAILED', `dpkg-deb failed: ${stderr.trim()}`, {
      where: { command: ['dpkg-deb', '--build'], exitCode: status ?? undefined },
    });
  return file;
}

function controlText(version: string, architecture: string, sizeKib: number): string {
  return `Package: hare-setup
Version: ${version}-1
Architecture: ${architecture}
Maintainer: The Hare mini-provisioner <hare-setup@localhost>
Installed-Size: ${sizeKib}
Depends: libc6 (>= 2.28), libgcc-s1, libstdc++6
Section: admin
Priority: optional
Description: The mini-provisioner of Hare: every stage behind one command
 Brings a storage node of Hare up in stages, as an outside provisioner calls
 them from conf/setup.yaml: hare_setup and a command for each stage, with
 confstore, hare-cdf and hare-cfgen. It carries its own Node.js.
`;
}

/** As dpkg counts it: every file rounded up. */
function kibibytes(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => lstatSync(path.join(folder, name)))
    .reduce((sum, each) => sum + (each.isFile() ? Math.ceil(each.size / 1024) : 1), 0);
}
