import {
  chmodSync,
  copyFileSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** Where the packages install, unless they are relocated. */
export const prefix = '/opt/seagate/cortx/hare';

/** The files of a package before rpmbuild takes them: a folder used as the prefix. */
export interface Tree {
  readonly folder: string;
  /** Writes a file; mode 0644, or 0755 for a program. */
  put(file: string, content: string | Uint8Array, mode?: 0o644 | 0o755): void;
  copy(file: string, from: string): void;
  /** Makes a symbolic link to a file in the same folder. */
  link(file: string, target: string): void;
}

export function makeTree(folder: string): Tree {
  const at = (file: string): string => {
    const place = path.join(folder, file);
    mkdirSync(path.dirname(place), { recursive: true });
    return place;
  };
  return {
    folder,
    put: (file, content, mode = 0o644) => {
      writeFileSync(at(file), content);
      chmodSync(at(file), mode);
    },
    copy: (file, from) => {
      copyFileSync(from, at(file));
      chmodSync(at(file), 0o644);
    },
    link: (file, target) => symlinkSync(target, at(file)),
  };
}

/**
 * Gives everything the same time and folders the same mode, whatever umask and clock the build had.
 */
export function settleTree({ folder }: Tree, epochSeconds: number): void {
  const settle = (place: string): void => {
    for (const entry of readdirSync(place, { withFileTypes: true })) {
      const inside = path.join(place, entry.name);
      if (entry.isDirectory()) settle(inside);
      else lutimesSync(inside, epochSeconds, epochSeconds);
    }
    chmodSync(place, 0o755);
    utimesSync(place, epochSeconds, epochSeconds);
  };
  settle(folder);
}
