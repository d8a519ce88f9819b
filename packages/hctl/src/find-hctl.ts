import { statSync } from 'node:fs';
import path from 'node:path';
import { HareError, findProgram, isExecutable, sayLeftOut } from '@hare/base';

export interface FindHctlOptions {
  /** The setting `hctl`: a path, or a name to look for on PATH. */
  readonly setting?: string | undefined;
  /** The environment's PATH. */
  readonly path: string | undefined;
  /** Where Hare is installed, below `--root`: `/opt/seagate/cortx/hare`. */
  readonly prefix: string;
}

/**
 * The path of the hctl command: the setting; without one, `hctl` on PATH, else `<prefix>/bin/hctl`.
 * @throws HareError `HCTL_NOT_FOUND`, `HCTL_NOT_EXECUTABLE`
 */
export function findHctl(options: FindHctlOptions): string {
  const { setting, prefix } = options;
  const name = setting ?? 'hctl';
  const isPath = name.includes(path.sep);
  const onPath = isPath ? undefined : findProgram(name, options.path);
  if (onPath?.file !== undefined) return onPath.file;
  const places = isPath
    ? [path.resolve(name)]
    : setting === undefined
      ? [path.join(prefix, 'bin/hctl')]
      : [];
  let forbidden = onPath?.forbidden;
  for (const place of places) {
    if (!isFile(place)) continue;
    if (isExecutable(place)) return place;
    forbidden ??= place;
  }
  if (forbidden !== undefined)
    throw new HareError('HCTL_NOT_EXECUTABLE', `${forbidden} is not executable`, {
      where: { file: forbidden },
      hint: `make it executable: chmod +x ${forbidden}`,
    });
  const looked = isPath
    ? `${places[0] ?? name} does not exist`
    : setting === undefined
      ? `not on PATH and not in ${path.join(prefix, 'bin')}`
      : `${name} is not on PATH`;
  throw new HareError(
    'HCTL_NOT_FOUND',
    `hctl not found: ${looked}${sayLeftOut(onPath?.leftOut ?? [])}`,
    { hint: 'install cortx-hare, or set the path of hctl: HARE_HCTL=/path/to/hctl' },
  );
}

function isFile(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
