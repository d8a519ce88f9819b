import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../../', import.meta.url));
const mark = path.join(repository, 'node_modules', '.hare-installed');

/**
 * The environment of Nx and of everything started below it: no daemon, no cloud, no colour codes in
 * logs.
 */
export const toolEnvironment = {
  ...process.env,
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
  NX_ISOLATE_PLUGINS: 'false',
  NX_TUI: 'false',
};

/** Runs a command in the repository, its output shown; answers the exit code. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: repository,
    stdio: 'inherit',
    env: toolEnvironment,
    ...options,
  });
  if (error !== undefined) throw error;
  return status ?? 1;
}

/** Installs what package-lock.json names, when that has not been done since it last changed. */
export function ensureInstalled() {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(repository, 'package-lock.json')))
    .digest('hex');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  // A fresh clone gets exactly what the lock names; an older folder is brought up to date without
  // taking it away from under its users.
  const command = existsSync(path.join(repository, 'node_modules')) ? 'install' : 'ci';
  // Progress is not output: what calls this may print JSON.
  console.error(`installing dependencies (npm ${command})`);
  if (
    run('npm', [command, '--no-audit', '--no-fund', '--prefer-offline'], {
      stdio: ['inherit', 2, 2],
    }) !== 0
  ) {
    console.error(`npm ${command} failed; see its message above`);
    process.exit(1);
  }
  mkdirSync(path.dirname(mark), { recursive: true });
  writeFileSync(mark, lock);
}

/** Builds the given projects, or all of them. Output is shown only when it fails. */
export function ensureBuilt(projects = []) {
  const selection = projects.length === 0 ? [] : ['-p', projects.join(',')];
  const call = (command, args) =>
    spawnSync(command, args, { cwd: repository, env: toolEnvironment, encoding: 'utf8' });
  const built = call('npx', [
    'nx',
    'run-many',
    '-t',
    'build',
    ...selection,
    '--output-style=static',
  ]);
  // npm links only commands that exist: those of a fresh clone do not before they are built.
  const linked =
    built.status === 0 && projects.length === 0 ? call('npm', ['run', 'postbuild']) : built;
  if (linked.status === 0) return;
  const { stdout, stderr } = linked;
  console.error(stdout + stderr);
  console.error('the build failed; see above');
  process.exit(1);
}
