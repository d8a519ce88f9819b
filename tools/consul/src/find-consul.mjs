import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { cachedConsul } from './build-consul.mjs';

export async function findConsul({ env = process.env, go = 'go' } = {}) {
  if (env.HARE_CONSUL) {
    const version = await consulVersion(env.HARE_CONSUL);
    if (version === undefined)
      throw new Error(`HARE_CONSUL is ${env.HARE_CONSUL}, which does not run as "consul version"`);
    return { binary: env.HARE_CONSUL, version };
  }
  for (const folder of (env.PATH ?? '').split(path.delimiter)) {
    const found = await runnable(path.join(folder, 'consul'));
    if (found !== undefined) return found;
  }
  const cached = await cachedConsul({ env, go });
  return cached === undefined ? undefined : runnable(cached);
}

export function consulVersion(binary) {
  return new Promise((resolve) => {
    execFile(binary, ['version'], { timeout: 30_000 }, (error, stdout) =>
      resolve(error === null ? /^Consul v(\d+\.\d+\.\d+\S*)/m.exec(stdout)?.[1] : undefined),
    );
  });
}

async function runnable(binary) {
  try {
    await access(binary, constants.X_OK);
  } catch {
    return undefined;
  }
  const version = await consulVersion(binary);
  return version === undefined ? undefined : { binary, version };
}
