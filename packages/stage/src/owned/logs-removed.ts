import { truncate } from 'node:fs/promises';
import path from 'node:path';
import type { StageContext } from '../stage-context.js';
import type { Step } from '../step.js';
import { summarize } from './summarize.js';
import { listRemovableLogFiles } from './log-files.js';
import { isOwnFolder } from './own-folder.js';
import { openByOthers } from './open-files.js';
import { removeEmptyFolders, removeFiles } from './remove-paths.js';

/** Hare's logs are gone. A log that a running process still writes is emptied instead: removed, it would take up space that nobody sees. */
export function logsRemoved({ places }: Pick<StageContext, 'places'>): Step {
  const find = async (): Promise<{ readonly remove: readonly string[]; readonly empty: readonly string[] }> => {
    if (!(await isOwnFolder(places.logDir))) return { remove: [], empty: [] };
    const files = await listRemovableLogFiles(places);
    const open = await openByOthers(files.map((entry) => entry.path));
    return { remove: files.filter((entry) => !open.has(entry.path)).map((entry) => entry.path), empty: files.filter((entry) => open.has(entry.path) && entry.stats.size > 0).map((entry) => entry.path) };
  };
  return {
    id: 'logs',
    title: "Hare's logs are gone",
    check: async () => {
      const { remove, empty } = await find();
      const all = [...remove, ...empty];
      if (all.length === 0) return { ok: true };
      return { ok: false, reason: `${summarize(all.length, 'log file')} in ${places.logDir}`, diff: [...remove.map((file) => `- ${file}`), ...empty.map((file) => `~ ${file} (is in use: emptied)`)].join('\n') };
    },
    apply: async () => {
      const { remove, empty } = await find();
      await removeFiles(remove);
      for (const file of empty) await truncate(file);
      await removeEmptyFolders(remove.map((file) => path.dirname(file)), places.logDir);
    },
  };
}
