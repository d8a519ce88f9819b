import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { FlatBackend, FlatChange, FlatEntry, OpenBackend } from '../backend.js';
import type { ConfValue } from '../conf-store.js';
import { readTyped } from '../consul/read-typed.js';
import { describeValue, isList, isMap } from '../document/kind-of.js';
import { textOf } from '../document/text-of.js';
import { HareError, type Where } from '@hare/base';
import { hasLoneSurrogate } from '../formats/lone-surrogate.js';
import { formatFlatKey } from '../key/flat-key.js';
import type { Locks } from '../lock/document-locks.js';
import { fileLocks } from '../lock/file-locks.js';
import { withFileLock } from '../lock/with-file-lock.js';
import { missingHint } from '../store/missing-hint.js';
import { checkDirNames } from './dir-names.js';
import { findDirEntry } from './dir-entry.js';
import { listDir } from './list-dir.js';
import { readDirValue } from './read-dir-value.js';
import { watchDir } from './watch-dir.js';
import { writeDir } from './write-dir.js';

/** A folder as a flat store: `a>b` is the content of the file `b` in `a`, byte for byte. */
export class DirBackend implements FlatBackend {
  readonly countsLists = false;
  readonly locks: Locks;
  #holdsLock = false;

  constructor(
    readonly url: string,
    private readonly root: string,
    private readonly delimiter: string,
    private readonly typed: boolean,
  ) {
    this.locks = fileLocks(root);
  }

  async read(names: readonly string[]): Promise<string | undefined> {
    checkDirNames(names, this.url);
    const entry = await findDirEntry(this.root, names);
    return entry.kind === 'file' ? readDirValue(entry.file, this.url) : undefined;
  }

  async list(below: readonly string[]): Promise<readonly FlatEntry[]> {
    checkDirNames(below, this.url);
    const files = await listDir(this.root, below.slice(0, -1));
    const [wanted = '', depth] = [below.at(-1), below.length - 1];
    const entries: FlatEntry[] = [];
    for (const { path: names, file } of files) {
      if (names[depth]?.startsWith(wanted) === false) continue;
      const text = await readDirValue(file, this.url);
      if (text !== undefined) entries.push({ path: names, text });
    }
    return entries;
  }

  async write(changes: readonly FlatChange[]): Promise<void> {
    for (const change of changes) checkDirNames(change.path, this.url);
    await this.#locked(() => writeDir(this.root, this.url, changes));
  }

  toText(value: ConfValue, names: readonly string[]): string {
    checkDirNames(names, this.url);
    const text = isMap(value) || isList(value) ? undefined : textOf(value);
    if (text !== undefined && !hasLoneSurrogate(text)) return text;
    const key = formatFlatKey(names, this.delimiter);
    const why =
      text === undefined
        ? `a file contains text, not ${describeValue(value)}`
        : 'the text is not well-formed Unicode';
    throw new HareError('VALUE_NOT_HELD', `${key} cannot be set: ${why}`, {
      where: { url: this.url, key },
      hint: 'use another value',
    });
  }

  fromText(text: string): ConfValue {
    return this.typed ? readTyped(text) : text;
  }

  where(names: readonly string[]): Where {
    return { file: path.join(this.root, ...names) };
  }

  async exclusively<T>(work: () => Promise<T>): Promise<T> {
    if (this.#holdsLock)
      throw new HareError('CONFSTORE_NESTED_UPDATE', 'an update of this store is already running', {
        where: { url: this.url },
        hint: 'make all changes in one update',
      });
    return this.#locked(work);
  }

  async watch(
    names: readonly string[],
    onChange: (present: FlatBackend) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    checkDirNames(names, this.url);
    await watchDir(this.root, names, () => onChange(this), signal);
  }

  async #locked<T>(work: () => Promise<T>): Promise<T> {
    if (this.#holdsLock) return work();
    this.#holdsLock = true;
    try {
      return await withFileLock(this.root, work);
    } finally {
      this.#holdsLock = false;
    }
  }
}

/** @throws HareError `CONFSTORE_FILE_MISSING` (unless `create`), `CONFSTORE_NOT_A_FOLDER` */
export const openDir: OpenBackend = async (url, { create, delimiter, typed = false }) => {
  const root = await realpath(url.path).catch(() => path.resolve(url.path));
  const { kind } = await findDirEntry(root, []);
  if (kind === 'absent' && !create) {
    throw new HareError('CONFSTORE_FILE_MISSING', 'the directory does not exist', {
      where: { file: url.path },
      hint: await missingHint(root),
    });
  }
  if (kind !== 'absent' && kind !== 'folder')
    throw new HareError('CONFSTORE_NOT_A_FOLDER', 'it is not a directory', {
      where: { file: url.path },
      hint: 'open a file by its format: json:, yaml:, toml:, ini:, properties:',
    });
  return new DirBackend(url.text, root, delimiter, typed);
};
