import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HareError } from '@hare/base';
import type { Flavour } from './flavour.js';

interface Job {
  readonly flavour: Flavour;
  /** Its temporary folder. */
  readonly work: string;
  readonly out: string;
  readonly epochSeconds: number;
  readonly spec: string;
}

/** rpm's names of the machines that Node runs on. */
const architectures: Readonly<Record<string, string>> = {
  x64: 'x86_64',
  arm64: 'aarch64',
  ppc64: 'ppc64le',
  s390x: 's390x',
};

/**
 * What makes two builds of the same sources the same file, and keeps rpmbuild's hands off the
 * stand-alone program (stripping breaks it). gzip, because old versions of rpm, on systems where
 * Node 20 still runs, cannot unpack zstd. Architecture apart, nothing of the build machine is
 * named.
 */
const macros = [
  '_buildhost localhost',
  'use_source_date_epoch_as_buildtime 1',
  'clamp_mtime_to_source_date_epoch 1',
  '__os_install_post %{nil}',
  'debug_package %{nil}',
  '_build_id_links none',
  '_binary_payload w6.gzdio',
  'packager %{nil}',
  'vendor %{nil}',
  'distribution %{nil}',
];

/** @throws HareError when there is no rpmbuild */
export function ensureRpmbuild(): void {
  const { error } = spawnSync('rpmbuild', ['--version'], { env: { PATH: process.env['PATH'] } });
  if (error !== undefined)
    throw new HareError('RPM_NO_RPMBUILD', `rpmbuild cannot be started: ${error.message}`, {
      hint: 'apt-get install rpm (Debian), dnf install rpm-build (Red Hat)',
      cause: error,
    });
}

/**
 * Runs rpmbuild on a spec, moves the package to the folder `out` and answers its path. @throws
 * HareError with the end of rpmbuild's output
 */
export function runRpmbuild({ flavour, work, out, epochSeconds, spec }: Job): string {
  const file = path.join(work, 'hare_setup.spec');
  writeFileSync(file, spec);
  const top = path.join(work, 'rpmbuild');
  mkdirSync(top);
  const target = flavour === 'noarch' ? 'noarch' : (architectures[process.arch] ?? process.arch);
  const args = [
    '-bb',
    '--quiet',
    '--nodeps',
    '--target',
    target,
    ...[`_topdir ${top}`, `_tmppath ${top}`, ...macros].flatMap((macro) => ['--define', macro]),
    file,
  ];
  // A home without rpm macros or database.
  const { status, stdout, stderr } = spawnSync('rpmbuild', args, {
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      HOME: work,
      LC_ALL: 'C',
      SOURCE_DATE_EPOCH: String(epochSeconds),
    },
  });
  if (status !== 0)
    throw new HareError(
      'RPM_BUILD_FAILED',
      `rpmbuild failed: ${`${stdout}${stderr}`.trim().split('\n').slice(-15).join('\n')}`,
      { where: { command: ['rpmbuild', '-bb'], exitCode: status ?? undefined } },
    );
  const built = readdirSync(path.join(top, 'RPMS'), { recursive: true, encoding: 'utf8' }).find(
    (name) => name.endsWith('.rpm'),
  );
  if (built === undefined) throw new Error(`rpmbuild wrote no package below ${top}`);
  const place = path.join(out, path.basename(built));
  copyFileSync(path.join(top, 'RPMS', built), place);
  return place;
}
