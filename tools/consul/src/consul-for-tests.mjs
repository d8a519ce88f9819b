import { writeSync } from 'node:fs';
import { buildConsul } from './build-consul.mjs';
import { consulVersion, findConsul } from './find-consul.mjs';

export async function consulForTests({
  env = process.env,
  log = (line) => writeSync(2, `${line}\n`),
} = {}) {
  const found = await findConsul({ env });
  if (found !== undefined) return found;
  if (env.CI !== 'true') {
    log(
      'SKIPPED: the tests that need Consul, as there is none; "node tools/consul/consul.mjs build" builds it, HARE_CONSUL names another',
    );
    return undefined;
  }
  const binary = await buildConsul({ env, log });
  return { binary, version: await consulVersion(binary) };
}
