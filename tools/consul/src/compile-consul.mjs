import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** How many packages a cold build compiles, about: only for the progress line. */
const packages = 1200;

/** The version of Consul that the module requires, as `1.11.11`. */
export async function moduleVersion(moduleFolder) {
  const found = /github\.com\/hashicorp\/consul v(\S+)/.exec(
    await readFile(path.join(moduleFolder, 'go.mod'), 'utf8'),
  );
  if (found === null)
    throw new Error(`${moduleFolder}go.mod does not require github.com/hashicorp/consul`);
  return found[1];
}

/**
 * Downloads and compiles Consul, at low priority and leaving a core to others, with a progress line
 * about every 20 seconds.
 */
export async function compileConsul({ moduleFolder, output, go, env, log }) {
  const version = await moduleVersion(moduleFolder);
  log(`building Consul ${version} from its Go module (some minutes, once per machine)`);
  const args = [
    'build',
    '-v',
    '-mod=readonly',
    '-buildvcs=false',
    '-trimpath',
    '-p',
    String(Math.max(1, os.availableParallelism() - 1)),
    '-ldflags',
    '-s -w',
    '-o',
    output,
    'github.com/hashicorp/consul',
  ];
  const child = spawn('nice', ['-n', '15', go, ...args], {
    cwd: moduleFolder,
    env: { ...env, CGO_ENABLED: '0', GOTOOLCHAIN: 'local', GOWORK: 'off' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const tail = [];
  let downloaded = 0;
  let compiled = 0;
  let told = Date.now();
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (line.startsWith('go: downloading ')) downloaded += 1;
    else if (/^[\w.-]+(\/[\w.@+~-]+)*$/.test(line)) compiled += 1;
    tail.push(line);
    if (tail.length > 30) tail.shift();
    if (Date.now() - told < 20_000) return;
    told = Date.now();
    log(
      `building Consul ${version}: ${downloaded} modules downloaded, ${compiled} of about ${packages} packages compiled`,
    );
  });
  const status = await new Promise((resolve, reject) =>
    child.on('error', reject).on('close', resolve),
  );
  if (status !== 0)
    throw new Error(
      `Consul ${version} could not be built (${go} build: exit ${status}):\n${tail.join('\n')}`,
    );
}
