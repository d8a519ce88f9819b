import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { writeChecksums } from '@hare/release';
import { usageError } from '@hare/cli';
import { buildPackage } from './build-package.js';
import { describeDeb } from './describe-deb.js';
import { describeRpm } from './describe-rpm.js';
import { kinds } from './flavour.js';
import { repository } from '../../workspace/manifests.mjs';
import { sourceDate } from './source-date.js';

/** Codes of building the RPM packages: for who builds, explained by their messages alone. */
type RpmCode = 'RPM_BUILD_FAILED' | 'RPM_DATE' | 'RPM_NATIVE' | 'RPM_NODE' | 'RPM_NO_RPMBUILD';

declare module '@hare/base' {
  interface ErrorCodes extends Record<RpmCode, unknown> {}
}

export const helpText = `Usage: npm run package:rpm -- [options]

Builds the RPM packages of hare_setup with rpmbuild, and its Debian package with dpkg-deb, from
what is built under packages/.

Options:
  --out DIR      where to put them (default dist/rpm in this repository)
  --only KIND    noarch (RPM, needs Node on the machine), standalone (RPM, brings its own) or
                 deb (Debian, brings its own); default: all
  -h, --help     print this help

Environment:
  SOURCE_DATE_EPOCH  the time that all files bear, in seconds since 1970;
                     default: the time of the last commit

The same sources give the same packages, byte by byte. Exit codes: 0 success, 1 problem, 2 wrong usage.
`;

/** `npm run package:rpm`: builds, and lists what was built. @throws HareError */
export async function main(argv: readonly string[]): Promise<number> {
  const { help, out, only } = readArguments(argv);
  if (help === true) {
    process.stdout.write(helpText);
    return 0;
  }
  const wanted = kinds.filter((kind) => only === undefined || kind === only);
  if (wanted.length === 0)
    throw usageError(
      `--only ${JSON.stringify(only)} is none of ${kinds.join(', ')}`,
      'npm run package:rpm -- --only standalone',
    );
  const folder = path.resolve(
    process.env['INIT_CWD'] ?? '.',
    out ?? path.join(repository, 'dist/rpm'),
  );
  const epochSeconds = sourceDate(process.env['SOURCE_DATE_EPOCH'], lastCommit);
  const built: string[] = [];
  for (const kind of wanted) {
    process.stderr.write(`building ${kind}\n`);
    built.push(await buildPackage({ kind, out: folder, epochSeconds }));
  }
  writeChecksums(folder);
  for (const file of built)
    process.stdout.write(file.endsWith('.deb') ? describeDeb(file) : describeRpm(file));
  return 0;
}

function readArguments(argv: readonly string[]): {
  readonly help?: boolean;
  readonly out?: string;
  readonly only?: string;
} {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        help: { type: 'boolean', short: 'h' },
        out: { type: 'string' },
        only: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw usageError((error as Error).message, 'npm run package:rpm -- --help');
  }
}

function lastCommit(): string | undefined {
  try {
    return execFileSync('git', ['log', '-1', '--format=%ct'], {
      cwd: repository,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}
