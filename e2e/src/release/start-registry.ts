import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A package registry of our own on loopback. */
export interface Registry {
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  /**
   * An .npmrc that names it, with the token that npm wants before it publishes even to a registry
   * that asks for none.
   */
  readonly npmrc: string;
  stop(): Promise<void>;
}

/**
 * Starts a real verdaccio in a folder. Our packages (`@hare/*`, `hare_setup`) are its own; all
 * others come through it from the registry that this machine is configured for.
 */
export async function startRegistry(folder: string): Promise<Registry> {
  const url = `http://127.0.0.1:${await freePort()}/`;
  mkdirSync(folder, { recursive: true });
  const configuration = path.join(folder, 'verdaccio.yaml');
  writeFileSync(configuration, JSON.stringify(configurationFor(url), undefined, 2));
  const npmrc = path.join(folder, 'npmrc');
  writeFileSync(npmrc, `registry=${url}\n${url.replace('http:', '')}:_authToken=none\n`);
  const log = path.join(folder, 'log');
  const output = openSync(log, 'w');
  const require = createRequire(import.meta.url);
  const program = path.join(
    path.dirname(require.resolve('verdaccio/package.json')),
    'bin/verdaccio',
  );
  const certificates = npmConfig('cafile');
  const env =
    certificates === 'null' ? process.env : { ...process.env, NODE_EXTRA_CA_CERTS: certificates };
  const server = spawn(
    process.execPath,
    [program, '--config', configuration, '--listen', url.slice(0, -1)],
    { cwd: folder, env, stdio: ['ignore', output, output] },
  );
  const exited = once(server, 'exit');
  while (!(await answers(url))) {
    if (server.exitCode !== null)
      throw new Error(`verdaccio ended with ${server.exitCode}:\n${readFileSync(log, 'utf8')}`);
    await sleep(100);
  }
  return {
    url,
    npmrc,
    stop: async () => {
      server.kill();
      await exited;
    },
  };
}

function configurationFor(url: string): object {
  const everybody = { access: '$all', publish: '$all' };
  return {
    storage: './storage',
    listen: url,
    uplinks: { upstream: { url: npmConfig('registry'), timeout: '120s' } },
    packages: {
      '@hare/*': everybody,
      hare_setup: everybody,
      '**': { access: '$all', proxy: 'upstream' },
    },
    publish: { allow_offline: true },
    log: { type: 'stdout', format: 'pretty', level: 'warn' },
  };
}

/**
 * Outside of this repository, whose own .npmrc says nothing about registries; never written to a
 * file that stays.
 */
function npmConfig(key: string): string {
  return execFileSync('npm', ['config', 'get', key], { encoding: 'utf8', cwd: tmpdir() }).trim();
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}-/ping`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
