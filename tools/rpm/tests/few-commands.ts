import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';

/**
 * A PATH for a machine without Node: a new folder in `folder` with the only commands that the
 * stages start besides consul and hctl.
 */
export function fewCommands(folder: string): string {
  const place = path.join(folder, 'few-commands');
  mkdirSync(place);
  for (const command of ['rpm', 'flock', 'sleep'])
    symlinkSync(
      spawnSync('which', [command], { encoding: 'utf8' }).stdout.trim(),
      path.join(place, command),
    );
  return place;
}
