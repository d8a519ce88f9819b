import path from 'node:path';
import type { Places } from '@hare/stage';
import { walkTree, type TreeEntry } from '@hare/base';

type Where = Pick<Places, 'logDir' | 'logFile'>;

/** `hax.log`, `hax.log.1`, `hax.log-20260101.gz`, `setup.log.2`. */
const logName = /\.log(?:[.-].*)?$/;
/** In a folder that is not Hare's own, such as /var/log, only what bears its name. */
const hareLogName = /^(?:hare[-_.].*|consul-.*|setup)\.log(?:[.-].*)?$/;

/**
 * Hare's log files: everything that is named like a log in its log folder, with the rotated ones.
 * Links, other file systems and other files are left out; when the settings name a folder that is
 * not Hare's alone (its name is not `hare`), only files with Hare's name count.
 */
export function listLogFiles({ logDir }: Where): readonly TreeEntry[] {
  const own = path.basename(logDir) === 'hare';
  const isOurs = (relative: string): boolean =>
    own
      ? logName.test(path.basename(relative))
      : relative === path.basename(relative) && hareLogName.test(relative);
  return walkTree(logDir).filter(({ stats, relative }) => stats.isFile() && isOurs(relative));
}

/** The same without the file in which stages say what they do: it goes on, and rotates itself. */
export function listRemovableLogFiles(places: Where): readonly TreeEntry[] {
  return listLogFiles(places).filter(
    (entry) => path.resolve(entry.path) !== path.resolve(places.logFile),
  );
}
