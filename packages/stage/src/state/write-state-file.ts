import path from 'node:path';
import { HeldFolder } from '@hare/base';

export interface StateFileOptions {
  /** A folder in the place of the file is moved aside, as its content can be made again. */
  readonly aside?: boolean;
  /** Default 0644; 0600 for what may contain secrets. */
  readonly mode?: number;
}

/**
 * Writes a file of the state folder, durable and whole at any moment, with modes that do not depend
 * on the umask. @throws HareError `FILE_WRITE_FAILED`
 */
export async function writeStateFile(
  file: string,
  text: string,
  { aside = false, mode = 0o644 }: StateFileOptions = {},
): Promise<void> {
  await HeldFolder.make(path.dirname(file), { mode: 0o755 }).closing(async (held) => {
    const name = path.basename(file);
    if (aside && held.lstat(name)?.isDirectory() === true) asideIn(held, name);
    await held.write(name, text, { mode });
  });
}

/** Removes a file of the state folder durably; false when there is none. */
export async function removeStateFile(file: string): Promise<boolean> {
  const removed = await HeldFolder.within(path.dirname(file), (held) => {
    const found = held.remove(path.basename(file));
    if (found) held.sync();
    return found;
  });
  return removed ?? false;
}

/**
 * Moves what is in the place of a file of ours to `FILE.aside-1`, so that a user's file is not
 * lost.
 */
export async function moveAside(file: string): Promise<void> {
  await HeldFolder.within(path.dirname(file), (held) => asideIn(held, path.basename(file)));
}

function asideIn(held: HeldFolder, name: string): void {
  let number = 1;
  while (held.lstat(`${name}.aside-${number}`) !== undefined) number += 1;
  held.rename(name, `${name}.aside-${number}`);
}
