import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { BinResult } from '../run-bin.js';
import type { Registry } from './start-registry.js';

/**
 * A machine that has Node, npm and what a system has, and nothing else: an empty HOME, no global
 * packages, no settings, no environment but this.
 */
export interface CleanMachine {
  readonly home: string;
  /** Where `npm install --global` installs; its bin folder is on PATH. */
  readonly prefix: string;
  /** Makes an empty folder. */
  emptyFolder(name: string): string;
  /**
   * Runs a command in a folder; `env` is on top of the machine's own, of its PATH only the first
   * folder.
   */
  run(
    folder: string,
    command: readonly [string, ...string[]],
    env?: Readonly<Record<string, string>>,
  ): Promise<BinResult>;
}

/**
 * Makes such a machine in a folder. Its npm is pointed to the registry; what npm downloaded once it
 * has in its cache.
 */
export function makeCleanMachine(folder: string, registry: Registry): CleanMachine {
  const home = path.join(folder, 'home');
  const prefix = path.join(folder, 'prefix');
  mkdirSync(home, { recursive: true });
  const base = {
    PATH: `${path.join(prefix, 'bin')}:${path.dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin`,
    HOME: home,
    LANG: 'C.UTF-8',
    NO_COLOR: '1',
    npm_config_registry: registry.url,
    npm_config_prefix: prefix,
    npm_config_cache: path.join(folder, 'npm-cache'),
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
  };
  return {
    home,
    prefix,
    emptyFolder: (name) => {
      const made = path.join(folder, name.replaceAll('/', '-'));
      mkdirSync(made);
      return made;
    },
    run: (cwd, [command, ...args], { PATH, ...env } = {}) =>
      new Promise((resolve) => {
        const child = execFile(
          command,
          args,
          {
            cwd,
            env: {
              ...base,
              ...env,
              ...(PATH === undefined ? {} : { PATH: `${PATH.split(':')[0] ?? ''}:${base.PATH}` }),
            },
            maxBuffer: 64 * 1024 * 1024,
          },
          (_error, stdout, stderr) => resolve({ exitCode: child.exitCode, stdout, stderr }),
        );
      }),
  };
}
