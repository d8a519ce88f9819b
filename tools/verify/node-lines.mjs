/**
 * The lines of Node that users run besides the one that builds: each is fetched once, as the
 * package of npm that nodes.json names, in its exact version and with its exact digest.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { repository } from '../workspace/manifests.mjs';

const pinned = JSON.parse(readFileSync(path.join(repository, 'tools/verify/nodes.json'), 'utf8'));
export const nodeVersions = pinned.lines.map(({ version }) => version);
/** The one that is supported for years. */
export const longTermVersion = pinned.longTerm;

/** The folder of a Node: `bin/node` and `LICENSE` are in it. It may not be there yet. */
function placeOf(version) {
  const cache = process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache');
  return path.join(cache, 'hare', `node-${version}`);
}

/** The program of a version in the cache; undefined: it was not fetched yet. */
export function cachedNode(version) {
  const program = path.join(placeOf(version), 'bin/node');
  return existsSync(program) ? program : undefined;
}

/** The program of a version, fetched when needed. @throws Error if it cannot be fetched */
export function fetchNode(version) {
  const cached = cachedNode(version);
  if (cached !== undefined) return cached;
  if (`node-${process.platform}-${process.arch}` !== pinned.package)
    throw new Error(`${pinned.package} does not run on ${process.platform}-${process.arch}`);
  const place = placeOf(version);
  mkdirSync(path.dirname(place), { recursive: true });
  const work = mkdtempSync(`${place}.`);
  try {
    const spec = `${pinned.package}@${version}`;
    run('npm', ['pack', spec, '--silent', '--pack-destination', work], work);
    const tarball = path.join(work, `${pinned.package}-${version}.tgz`);
    const { integrity } = pinned.lines.find((line) => line.version === version);
    const digest = createHash('sha512').update(readFileSync(tarball)).digest('base64');
    if (integrity !== `sha512-${digest}`)
      throw new Error(`${spec} has the digest sha512-${digest}, expected ${integrity}`);
    run('tar', ['-xzf', tarball, 'package/bin/node', 'package/LICENSE'], work);
    // Another process may have been faster.
    if (!existsSync(place)) renameSync(path.join(work, 'package'), place);
  } finally {
    rmSync(work, { recursive: true });
  }
  return path.join(place, 'bin/node');
}

function run(command, args, cwd) {
  const { status, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status === 0) return;
  throw new Error(`${command} ${args[0]} failed: ${error?.message ?? stderr.trim()}`);
}
