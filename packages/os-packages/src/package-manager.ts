import { readdir } from 'node:fs/promises';
import { HareError, once, type Given } from '@hare/base';
import type { StageContext } from '@hare/stage';
import { compareRpmVersions } from './compare-rpm-versions.js';

/** What we ask the machine's package database. */
export interface PackageManager {
  readonly kind: 'rpm' | 'dpkg';
  /** Where its database is, for messages. */
  readonly database: string;
  /**
   * The installed version (`1:2.0.0-5.el7`, without an epoch of 0), undefined when the package is
   * not installed. @throws HareError when the database cannot be read
   */
  version(name: string): Promise<string | undefined>;
  /** How two versions compare by the rules of this manager: negative, 0, positive. */
  compare(a: string, b: string): Promise<number>;
}

type Machine = Pick<StageContext, 'settings' | 'path' | 'run'>;

/**
 * The package manager of this machine: the one in the setting, else rpm if its database has any
 * package, else dpkg. Determined once, at the first question.
 */
export function findPackageManager(machine: Machine): Given<PackageManager> {
  const manager: Given<PackageManager> = once(() => choose(machine));
  return manager;
}

async function choose(machine: Machine): Promise<PackageManager> {
  const wanted = machine.settings.packageManager;
  if (wanted !== 'dpkg') {
    const dbpath = machine.settings.rpm.dbpath ?? (await defaultRpmDatabase(machine));
    if (wanted === 'rpm' || (await holdsPackages(machine, dbpath))) return rpm(machine, dbpath);
  }
  return dpkg(machine, machine.path('/var/lib/dpkg'));
}

/**
 * Newer systems keep the database below /usr; a database that is not there is not opened, since rpm
 * would make one.
 */
async function defaultRpmDatabase(machine: Machine): Promise<string> {
  const folders = ['/var/lib/rpm', '/usr/lib/sysimage/rpm'].map((folder) => machine.path(folder));
  for (const folder of folders) if (await isRpmDatabase(folder)) return folder;
  return machine.path('/var/lib/rpm');
}

async function isRpmDatabase(folder: string): Promise<boolean> {
  const files = await readdir(folder).catch(() => []);
  return files.some((file) => /^(rpmdb\.sqlite|Packages|Packages\.db)$/.test(file));
}

async function holdsPackages(machine: Machine, dbpath: string): Promise<boolean> {
  if (!(await isRpmDatabase(dbpath))) return false;
  try {
    const { exitCode, stdout } = await machine.run(
      ['rpm', '--dbpath', dbpath, '-qa', '--qf', '%{NAME}\\n'],
      { timeoutMs: 60_000 },
    );
    return exitCode === 0 && stdout.trim() !== '';
  } catch (error) {
    if (error instanceof HareError && error.code === 'COMMAND_NOT_FOUND') return false;
    throw error;
  }
}

function rpm(machine: Machine, dbpath: string): PackageManager {
  return {
    kind: 'rpm',
    database: dbpath,
    version: async (name) => {
      if (!(await isRpmDatabase(dbpath))) {
        throw new HareError('PACKAGE_DATABASE_MISSING', 'the rpm database does not exist', {
          where: { file: dbpath },
          hint: 'set rpm.dbpath (HARE_RPM_DBPATH), or set packageManager to dpkg',
        });
      }
      const command = [
        'rpm',
        '--dbpath',
        dbpath,
        '-q',
        '--qf',
        '%|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE}\\n',
        '--',
        name,
      ] as const;
      const { exitCode, stdout, stderr } = await machine.run(command, { timeoutMs: 60_000 });
      if (exitCode === 0) return stdout.trim().split('\n')[0];
      if (stdout.includes('is not installed')) return undefined;
      throw unreadable(command, exitCode, stderr || stdout);
    },
    compare: (a, b) => Promise.resolve(compareRpmVersions(a, b)),
  };
}

function dpkg(machine: Machine, admindir: string): PackageManager {
  return {
    kind: 'dpkg',
    database: admindir,
    version: async (name) => {
      const command = [
        'dpkg-query',
        `--admindir=${admindir}`,
        '-W',
        '-f',
        '${db:Status-Abbrev}\\t${Version}\\n',
        '--',
        name,
      ] as const;
      const { exitCode, stdout, stderr } = await machine.run(command, { timeoutMs: 60_000 });
      if (exitCode === 1 && stderr.includes('no packages found')) return undefined;
      if (exitCode !== 0) throw unreadable(command, exitCode, stderr);
      const [status = '', version] = stdout.trimEnd().split('\n')[0]?.split('\t') ?? [];
      return /^[ih]i/.test(status) ? version : undefined;
    },
    compare: (a, b) => compareDebVersions(machine, a, b),
  };
}

/** Compared by dpkg itself. @throws HareError `PACKAGE_QUERY_FAILED` for an invalid version */
async function compareDebVersions(machine: Machine, a: string, b: string): Promise<number> {
  for (const [relation, result] of [
    ['eq', 0],
    ['lt', -1],
    ['gt', 1],
  ] as const) {
    const command = ['dpkg', '--compare-versions', a, relation, b] as const;
    const { exitCode, stderr } = await machine.run(command, { timeoutMs: 60_000 });
    if (exitCode === 0) return result;
    if (exitCode !== 1) throw unreadable(command, exitCode, stderr);
  }
  return 0;
}

function unreadable(
  command: readonly string[],
  exitCode: number | undefined,
  output: string,
): HareError {
  return new HareError(
    'PACKAGE_QUERY_FAILED',
    `the package database cannot be read: ${output.trim().split('\n')[0] ?? 'no output'}`,
    {
      where: { command, exitCode },
      hint: 'run the command yourself to see the error',
    },
  );
}
