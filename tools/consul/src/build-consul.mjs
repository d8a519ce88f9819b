import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileConsul, moduleVersion } from './compile-consul.mjs';
import { withBuildLock } from './build-lock.mjs';

/** The Go module that pins Consul and what it needs. */
const moduleFolder = fileURLToPath(new URL('../module/', import.meta.url));

export async function cachedConsul({ env = process.env, go = 'go' } = {}) {
  const goVersion = await versionOfGo(go, env);
  if (goVersion === undefined) return undefined;
  const pins = createHash('sha256');
  for (const file of ['go.mod', 'go.sum'])
    pins.update(await readFile(path.join(moduleFolder, file)));
  const name = `consul-${await moduleVersion(moduleFolder)}-${goVersion}-${pins.digest('hex').slice(0, 8)}`;
  return path.join(
    env.XDG_CACHE_HOME || path.join(env.HOME || os.homedir(), '.cache'),
    'hare',
    name,
    'consul',
  );
}

export async function buildConsul({ env = process.env, go = 'go', log = () => undefined } = {}) {
  const target = await cachedConsul({ env, go });
  if (target === undefined)
    throw new Error(
      'Consul cannot be built: Go is not installed; install Go or Consul, or set HARE_CONSUL',
    );
  const folder = path.dirname(target);
  await mkdir(folder, { recursive: true });
  return withBuildLock(path.join(folder, 'lock'), log, async () => {
    if (await exists(target)) return target;
    const temporary = await mkdtemp(path.join(folder, 'build-'));
    try {
      const started = Date.now();
      const built = path.join(temporary, 'consul');
      await compileConsul({ moduleFolder, output: built, go, env, log });
      await rename(built, target);
      log(`Consul is built in ${((Date.now() - started) / 60_000).toFixed(1)} minutes: ${target}`);
      return target;
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  });
}

function versionOfGo(go, env) {
  return new Promise((resolve) =>
    execFile(
      go,
      ['env', 'GOVERSION'],
      { cwd: moduleFolder, env: { ...env, GOTOOLCHAIN: 'local' } },
      (error, stdout) => resolve(error === null ? stdout.trim() || undefined : undefined),
    ),
  );
}

async function exists(file) {
  return access(file).then(
    () => true,
    () => false,
  );
}
