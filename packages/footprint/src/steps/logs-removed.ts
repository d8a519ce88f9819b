import { closeSync, constants, ftruncateSync } from 'node:fs';
import path from 'node:path';
import {
  HeldFolder,
  removeBelow,
  removeEmptyFolders,
  realPathOf,
  type TreeEntry,
  HareError,
} from '@hare/base';
import type { StageContext, Step } from '@hare/stage';
import { listRemovableLogFiles } from '../log-files.js';
import { openByOthers } from '../open-files.js';
import { isOwnFolder } from '../own-folder.js';
import { summarize } from '../summarize.js';

interface FoundLogs {
  readonly remove: readonly TreeEntry[];
  readonly empty: readonly TreeEntry[];
}

/**
 * Hare's logs are gone. A log that a running process still writes is emptied instead: if removed,
 * it would use up space invisibly.
 */
export function logsRemoved({ places }: Pick<StageContext, 'places'>): Step {
  const { logDir } = places;
  const find = (): FoundLogs => {
    if (!isOwnFolder(logDir)) return { remove: [], empty: [] };
    const files = listRemovableLogFiles(places);
    const real = realPathOf(logDir);
    const open = openByOthers(files.map(({ relative }) => path.join(real, relative)));
    const isOpen = ({ relative }: TreeEntry): boolean => open.has(path.join(real, relative));
    return {
      remove: files.filter((entry) => !isOpen(entry)),
      empty: files.filter((entry) => isOpen(entry) && entry.stats.size > 0),
    };
  };
  return {
    id: 'logs',
    title: "Remove Hare's logs",
    check: () => {
      const { remove, empty } = find();
      const all = [...remove, ...empty];
      if (all.length === 0) return Promise.resolve({ ok: true });
      return Promise.resolve({
        ok: false,
        error: new HareError(
          'STEP_NOT_EFFECTIVE',
          `${summarize(all.length, 'log file')} in ${logDir}`,
        ),
        diff: [
          ...remove.map((file) => `- ${file.path}`),
          ...empty.map((file) => `~ ${file.path} (in use: emptied)`),
        ].join('\n'),
      });
    },
    apply: async () => {
      const { remove, empty } = find();
      await removeBelow(
        logDir,
        remove.map(({ names }) => names),
      );
      for (const entry of empty) await emptyFile(entry);
      await removeEmptyFolders(
        logDir,
        remove.map(({ names }) => names.slice(0, -1)),
      );
    },
  };
}

async function emptyFile({ top, names }: TreeEntry): Promise<void> {
  await HeldFolder.within(top, (held) =>
    held.holderOf(names)?.folder.closing((folder) => {
      const name = names.at(-1) ?? '';
      if (folder.lstat(name) === undefined) return;
      const fd = folder.openFile(name, constants.O_WRONLY);
      try {
        ftruncateSync(fd);
      } finally {
        closeSync(fd);
      }
    }),
  );
}
