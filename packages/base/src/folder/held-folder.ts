import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  type Stats,
} from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { HareError } from '../errors/error.js';
import { fileWriteFailed } from '../errors/system-error.js';
import { atWork, leftoverNames, temporaryOf } from '../files/leftover-files.js';
import { utf8Pieces } from '../files/utf8-pieces.js';
import { openChild, openPath, type NewEntry } from './open-path.js';
import { belowDescriptor, isNodeError, namingPath, type EntryName } from './proc-descriptor.js';
import { assertRegular, readRegularFile, type ReadFileOptions } from './regular-file.js';

export interface Replacement extends Omit<NewEntry, 'mode'> {
  /** Undefined: what the umask leaves of 0o666. */
  readonly mode: number | undefined;
  /** Remove leftovers of killed writers of this file. Default: true. */
  readonly tidy?: boolean | undefined;
  /** Called with the name of the new file while it is empty. */
  readonly begin?: (temporary: string) => Promise<void>;
}

/**
 * A folder held open by its descriptor. Operations below it act on this very folder, even if it is
 * renamed or replaced meanwhile, and never follow a link in it. Close it after use.
 */
export class HeldFolder {
  /** As it was named; for messages. */
  readonly path: string;
  readonly fd: number;
  #mount: string | undefined;

  private constructor(folder: string, fd: number) {
    this.path = folder;
    this.fd = fd;
  }

  /**
   * Undefined when it is not there. @throws HareError `PLACE_IS_LINK`, `PLACE_IS_NO_FOLDER`,
   * `PLACE_CHANGES`, `PROC_MISSING`
   */
  static open(folder: string): HeldFolder | undefined {
    const fd = openPath(folder);
    return fd === undefined ? undefined : new HeldFolder(path.resolve(folder), fd);
  }

  /** Opens it, and first creates it durably if missing; an existing one keeps its mode. */
  static make(
    folder: string,
    how: NewEntry & { readonly followLast?: boolean } = { mode: 0o755 },
  ): HeldFolder {
    const fd = openPath(folder, { make: how, followLast: how.followLast ?? false });
    if (fd === undefined) throw removedAtOnce(folder);
    return new HeldFolder(path.resolve(folder), fd);
  }

  /** Does something in a folder and closes it; undefined when it is not there. */
  static async within<T>(
    folder: string,
    work: (held: HeldFolder) => T | Promise<T>,
  ): Promise<T | undefined> {
    return HeldFolder.open(folder)?.closing(work);
  }

  /**
   * Does something in the folder that a named file is in; undefined when it is not there. Here the
   * folder itself may be a link, under the conditions for links above a folder.
   */
  static async holding<T>(
    file: string,
    work: (held: HeldFolder) => T | Promise<T>,
  ): Promise<T | undefined> {
    const folder = path.dirname(path.resolve(file));
    const fd = openPath(folder, { followLast: true });
    return fd === undefined ? undefined : new HeldFolder(folder, fd).closing(work);
  }

  async closing<T>(work: (held: HeldFolder) => T | Promise<T>): Promise<T> {
    try {
      return await work(this);
    } finally {
      this.close();
    }
  }

  close(): void {
    closeSync(this.fd);
  }

  /** The path of an entry for messages. */
  pathOf(name: EntryName): string {
    return path.join(this.path, name.toString());
  }

  /**
   * The way to an entry for functions that follow no link at its end (lstat, unlink, rename, mkdir,
   * readlink), while the folder is open.
   */
  at(name: EntryName): string | Buffer {
    const bytes = Buffer.from(name);
    if (
      bytes.length === 0 ||
      bytes.includes(0) ||
      bytes.includes(0x2f) ||
      ['.', '..'].includes(bytes.toString())
    ) {
      throw new HareError(
        'PLACE_NAME',
        `${JSON.stringify(name.toString())} is not a valid file name`,
        { where: { file: this.path }, hint: 'rename the file' },
      );
    }
    return belowDescriptor(this.fd, name);
  }

  /** The path of the folder for other functions and child programs, while it is open. */
  get way(): string {
    return `/proc/${process.pid}/fd/${this.fd}`;
  }

  stats(): Stats {
    return fstatSync(this.fd);
  }

  /** Which mount it is on: also bind mounts differ in this. */
  get mount(): string {
    this.#mount ??=
      /^mnt_id:\s*(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${this.fd}`, 'utf8'))?.[1] ?? '';
    return this.#mount;
  }

  /** Names of what is in it, as bytes. */
  names(): readonly Buffer[] {
    return this.#named('', () =>
      readdirSync(belowDescriptor(this.fd), { encoding: 'buffer' }),
    ).sort((a, b) => Buffer.compare(a, b));
  }

  /** Undefined when nothing has this name. */
  lstat(name: EntryName): Stats | undefined {
    return this.#named(name, () => lstatSync(this.at(name), { throwIfNoEntry: false }));
  }

  /**
   * A folder in it; undefined when it is not there. @throws HareError `PLACE_IS_LINK`,
   * `PLACE_IS_NO_FOLDER`
   */
  child(name: EntryName): HeldFolder | undefined {
    this.at(name);
    const fd = openChild(this.fd, name, this.pathOf(name));
    return fd === undefined ? undefined : new HeldFolder(this.pathOf(name), fd);
  }

  makeChild(name: EntryName, how: NewEntry): HeldFolder {
    this.at(name);
    const fd = openChild(this.fd, name, this.pathOf(name), how);
    if (fd === undefined) throw removedAtOnce(this.pathOf(name));
    return new HeldFolder(this.pathOf(name), fd);
  }

  /**
   * The folder that contains the last of these names, each opened in the one before; undefined if
   * one does not exist.
   */
  holderOf(
    names: readonly EntryName[],
  ): { readonly folder: HeldFolder; readonly name: EntryName } | undefined {
    const [name, ...rest] = [...names].reverse();
    if (name === undefined)
      throw new HareError('PLACE_NAME', 'the name is missing', { where: { file: this.path } });
    let folder = this.again();
    for (const each of rest.reverse()) {
      const next = folder.child(each);
      folder.close();
      if (next === undefined) return undefined;
      folder = next;
    }
    return { folder, name };
  }

  /**
   * The content of a regular file. Undefined when nothing has this name. @throws HareError
   * `FILE_NOT_REGULAR`, `FILE_TOO_LARGE`
   */
  async read(name: EntryName, options: ReadFileOptions): Promise<Buffer | undefined> {
    try {
      return await readRegularFile(this.at(name), {
        ...options,
        follow: false,
        shown: this.pathOf(name),
      });
    } catch (error) {
      if (isNodeError(error, 'ENOENT')) return undefined;
      throw namingPath(error, this.pathOf(name));
    }
  }

  /**
   * Opens a regular file without other hard links, without blocking, and returns its descriptor;
   * `O_CREAT` creates it with this mode, whatever the umask is.
   * @throws HareError `FILE_NOT_REGULAR`
   */
  openFile(name: EntryName, flags: number, mode = 0o600): number {
    const options = { onlyName: true, shown: this.pathOf(name) };
    const there = this.lstat(name);
    // A link is refused by opening it (ELOOP).
    if (there?.isSymbolicLink() === false) assertRegular(there, '', options);
    return this.#named(name, () => {
      const fd = openSync(
        this.at(name),
        flags | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY,
        mode,
      );
      try {
        assertRegular(fstatSync(fd), '', options);
        if (there === undefined && (flags & constants.O_CREAT) !== 0) fchmodSync(fd, mode);
        return fd;
      } catch (error) {
        closeSync(fd);
        throw error;
      }
    });
  }

  /**
   * Writes a file so that at any moment, also after a crash, it is the old one or the new one,
   * whole. Anything of that name is replaced, even a link, but not a folder. Leftovers of killed
   * writers of this file are removed.
   * @throws HareError `FILE_WRITE_FAILED`; the old file is then untouched and no temporary file
   *   remains
   */
  async write(name: string, content: string | Uint8Array, how: NewEntry): Promise<void> {
    this.at(name);
    try {
      await this.replace(name, content, how);
    } catch (error) {
      throw fileWriteFailed(this.pathOf(name), error);
    }
  }

  /** The same, but what the system refuses is thrown as it comes. */
  async replace(
    name: string,
    content: string | Uint8Array,
    { mode, uid, gid, tidy = true, begin }: Replacement,
  ): Promise<void> {
    if (tidy) this.#removeLeftovers(name);
    const temporary = path.basename(temporaryOf(this.pathOf(name)));
    atWork.add(this.pathOf(temporary));
    try {
      const handle = await open(this.at(temporary), 'wx', mode === undefined ? 0o666 : 0o600);
      try {
        await begin?.(temporary);
        if (typeof content === 'string')
          for (const piece of utf8Pieces(content)) await handle.writeFile(piece);
        else await handle.writeFile(content);
        if (uid !== undefined && gid !== undefined) await handle.chown(uid, gid);
        if (mode !== undefined) await handle.chmod(mode & 0o7777);
        await handle.sync();
      } finally {
        await handle.close();
      }
      this.rename(temporary, name);
      this.sync();
    } catch (error) {
      this.remove(temporary);
      throw namingPath(error, this.pathOf(name));
    } finally {
      atWork.delete(this.pathOf(temporary));
    }
  }

  /** Regular files only; a leftover that cannot be removed does not prevent writing. */
  #removeLeftovers(name: string): void {
    const names = this.names().map(String);
    for (const leftover of leftoverNames(this.path, names, (base) => base === name)) {
      try {
        if (this.lstat(leftover)?.isFile() === true) this.remove(leftover);
      } catch {
        continue;
      }
    }
  }

  /** Removes a file or a link itself. False when nothing has this name. */
  remove(name: EntryName): boolean {
    return this.#unlessGone(name, unlinkSync);
  }

  /** Removes a folder that is empty. False when nothing has this name. */
  removeEmpty(name: EntryName): boolean {
    return this.#unlessGone(name, rmdirSync);
  }

  /**
   * Renames within this folder or into another open one, and replaces what had that name unless it
   * is a folder.
   */
  rename(name: EntryName, newName: EntryName, target: HeldFolder = this): void {
    this.#named(name, () => renameSync(this.at(name), target.at(newName)));
  }

  /** Makes renames and removals durable. */
  sync(): void {
    fsyncSync(this.fd);
  }

  /** The same folder, opened once more. */
  again(): HeldFolder {
    return new HeldFolder(
      this.path,
      openSync(belowDescriptor(this.fd, '.'), constants.O_RDONLY | constants.O_DIRECTORY),
    );
  }

  #unlessGone(name: EntryName, work: (place: string | Buffer) => void): boolean {
    try {
      work(this.at(name));
      return true;
    } catch (error) {
      if (isNodeError(error, 'ENOENT')) return false;
      throw namingPath(error, this.pathOf(name));
    }
  }

  #named<T>(name: EntryName, work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw namingPath(error, this.pathOf(name));
    }
  }
}

function removedAtOnce(file: string): HareError {
  return new HareError('PLACE_CHANGES', 'another process keeps removing this directory', {
    where: { file },
    hint: 'stop that process, then retry',
  });
}
