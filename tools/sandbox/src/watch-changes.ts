import { readdirSync, watch, type FSWatcher } from 'node:fs';
import path from 'node:path';

/**
 * Calls back at every change below a folder: files and folders made, written, renamed, removed.
 * Answers how to stop watching.
 */
export function watchChanges(folder: string, onChange: () => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  const add = (place: string): void => {
    if (watchers.has(place)) return;
    let inside: readonly string[];
    try {
      inside = readdirSync(place, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? [entry.name] : [],
      );
      const watcher = watch(place, (event, name) => {
        onChange();
        if (event === 'rename' && name !== null) add(path.join(place, name));
      });
      watcher.on('error', () => undefined);
      watchers.set(place, watcher);
    } catch {
      // No folder, or gone already.
      return;
    }
    for (const name of inside) add(path.join(place, name));
  };
  add(folder);
  return () => {
    for (const watcher of watchers.values()) watcher.close();
  };
}
