import { configStateFiles, mkfsStateFiles } from '@hare/cluster';
import path from 'node:path';
import { isConfigFile } from '@hare/cfgen';
import { type StageContext } from '@hare/stage';

const settingsName = /^hare_setup\.(?:yaml|yml|json|toml)$/;

/**
 * What `backup` saves of the state folder. The journal is about this machine only and is not saved.
 */
export const savedStateFiles: readonly string[] = [...configStateFiles, ...mkfsStateFiles];

/** Settings files that hare_setup looks for by itself. */
export function isSettingsName(name: string): boolean {
  return settingsName.test(name);
}

/**
 * Neither control characters nor other invisible ones, one spelling for each character, and nothing
 * that a file system takes for more than a name.
 */
function isPlain(name: string): boolean {
  return (
    name.length <= 1024 &&
    name.normalize('NFC') === name &&
    !/[\p{C}\p{Z}\\]/u.test(name) &&
    !name
      .split('/')
      .some((part) => part === '' || part === '.' || part === '..' || Buffer.byteLength(part) > 255)
  );
}

/** True for the names that members of a backup may have; all others are refused. */
export function isBackupName(name: string): boolean {
  if (!isPlain(name)) return false;
  if (name === 'kv.json' || name === 'cdf/cluster.yaml' || name === 'etc/logrotate.d/hare')
    return true;
  const [place = '', ...rest] = name.split('/');
  const below = rest.join('/');
  switch (place) {
    case 'var':
      return below === 'cluster.yaml' || isConfigFile(below);
    case 'state':
      return savedStateFiles.includes(below);
    case 'prefix-conf':
    case 'etc-hare':
      return isSettingsName(below);
    default:
      return false;
  }
}

type Machine = Pick<StageContext, 'places' | 'path'>;

/**
 * Where on this machine a member of a backup belongs; undefined for `kv.json`, which belongs to the
 * KV. `cdfPath`: where this machine keeps a CDF that is not in its usual place, never what an
 * archive says.
 */
export function placeOf(
  name: string,
  machine: Machine,
  cdfPath: string | undefined,
): string | undefined {
  const [place = '', ...rest] = name.split('/');
  const below = rest.join('/');
  switch (place) {
    case 'var':
      return path.join(machine.places.varDir, below);
    case 'state':
      return path.join(machine.places.stateDir, below);
    case 'prefix-conf':
      return path.join(machine.places.prefix, 'conf', below);
    case 'etc-hare':
      return path.join(machine.path('/etc/hare'), below);
    case 'cdf':
      return cdfPath;
    case 'etc':
      return machine.path(`/${name}`);
    default:
      return undefined;
  }
}
