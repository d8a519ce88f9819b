import path from 'node:path';
import type { LoadedSettings } from './settings/load-settings.js';
import { defaultSettings } from './settings.js';

/** Places; every path is below `--root`. */
export interface Places {
  /** CDF and generated configuration: `/var/lib/hare`. */
  readonly varDir: string;
  /** `/var/lib/hare/setup`: `config.json mkfs.json facts.json journal.jsonl`. */
  readonly stateDir: string;
  /** `/var/log/seagate/hare` */
  readonly logDir: string;
  readonly logFile: string;
  /** `/run/hare/setup.lock` */
  readonly lockFile: string;
  /** `/opt/seagate/cortx/hare` */
  readonly prefix: string;
  /** `/var/lib/hare/cluster.yaml` */
  readonly cdfFile: string;
  /** What `--file` names: the CDF to use instead of the one that config recorded. */
  readonly namedCdf?: string | undefined;
}

/** An absolute system path below `--root`. */
export function belowRoot(root: string, systemPath: string): string {
  return root === '' ? systemPath : path.join(root, systemPath);
}

/**
 * Places: default paths below `--root`, given ones unchanged. A state folder other than the default
 * has its lock next to its files, so that there is one lock per state folder.
 */
export function resolvePlaces({ settings, given }: LoadedSettings, root: string): Places {
  const place = (key: 'varDir' | 'stateDir' | 'logDir' | 'prefix'): string =>
    given.has(key) ? settings[key] : belowRoot(root, settings[key]);
  const stateDir = place('stateDir');
  const logDir = place('logDir');
  const varDir = place('varDir');
  return {
    varDir,
    stateDir,
    logDir,
    logFile: path.join(logDir, 'setup.log'),
    lockFile:
      stateDir === belowRoot(root, defaultSettings.stateDir)
        ? belowRoot(root, '/run/hare/setup.lock')
        : path.join(stateDir, 'setup.lock'),
    prefix: place('prefix'),
    cdfFile: path.join(varDir, 'cluster.yaml'),
  };
}
