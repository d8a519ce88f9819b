import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand } from './run-command.js';

/** What Nx's release is asked for. */
interface NxReleaseOptions {
  readonly dryRun: boolean;
  /** No package was ever released: all get this version. */
  readonly firstVersion?: string;
}

/** What Nx decided for one project. */
export interface NxVersion {
  readonly currentVersion: string | null;
  /** Null: it stays as it is. */
  readonly newVersion: string | null;
}

/** Nx without a daemon, a cloud, or decoration. */
const quiet = {
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
  NX_ISOLATE_PLUGINS: 'false',
  NX_TUI: 'false',
  NO_COLOR: '1',
  FORCE_COLOR: '0',
};

/**
 * Runs Nx's release (versions, changelogs, commit, tags; nx.json says how) in a process of its own,
 * as it ends its process on errors, and answers the versions by the names of the packages. `say`
 * gets all that Nx says. An error of Nx is an error, with what it said.
 */
export async function runNxRelease(
  repository: string,
  { dryRun, firstVersion }: NxReleaseOptions,
  say: (text: string) => void,
): Promise<Readonly<Record<string, NxVersion>>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'hare-release-'));
  try {
    const result = path.join(folder, 'versions.json');
    const options = {
      dryRun,
      skipPublish: true,
      ...(firstVersion === undefined ? {} : { firstRelease: true, specifier: firstVersion }),
    };
    const { exitCode, stdout, stderr } = await runCommand(
      process.execPath,
      ['tools/release/nx-release.mjs', JSON.stringify(options), result],
      { cwd: repository, env: quiet },
    );
    say(stdout + stderr);
    if (exitCode !== 0)
      throw new Error(
        `nx release ended with ${exitCode}:\n${lastLines(stdout + stderr)}${dryRun ? '' : '\nhint: what it wrote goes away by git restore --staged --worktree . && git clean -fd packages'}`,
      );
    return JSON.parse(readFileSync(result, 'utf8')) as Readonly<Record<string, NxVersion>>;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Nx first reports every step of every project; -v shows all of it. */
function lastLines(text: string, count = 30): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
