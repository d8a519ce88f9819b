import { HareError, type Where } from '@hare/base';
import type { FlatBackend, FlatChange, FlatEntry } from '../backend.js';
import type { ConfValue } from '../conf-store.js';
import type { Draft } from '../document/draft.js';
import { describeValue, isList, isMap } from '../document/kind-of.js';
import { leavesOf } from '../document/leaves.js';
import { textOf } from '../document/text-of.js';
import type { FlatShape } from '../formats/document-format.js';
import { formatFlatKey } from '../key/flat-key.js';
import { documentLocks, type Locks } from '../lock/document-locks.js';
import type { Document } from './document.js';
import { watchDocument } from './watch-document.js';

/** A document without nesting (ini, properties) as a flat backend; its changes wait for `save`. */
export class FlatDocument implements FlatBackend {
  readonly countsLists = false;
  readonly locks: Locks;

  constructor(
    readonly url: string,
    private readonly document: Document,
    private readonly shape: FlatShape,
    private readonly delimiter: string,
  ) {
    this.locks = documentLocks(document.place);
  }

  async read(path: readonly string[]): Promise<string | undefined> {
    const value = this.document.get(this.shape.toNames(path, this.delimiter));
    return Promise.resolve(typeof value === 'string' ? value : undefined);
  }

  async list(): Promise<readonly FlatEntry[]> {
    const entries = leavesOf(this.document.root).flatMap(({ path, value }) => {
      const segments = this.shape.toSegments(path.map(String), this.delimiter);
      return typeof value === 'string' ? [{ path: segments, text: value }] : [];
    });
    return Promise.resolve(entries);
  }

  async write(changes: readonly FlatChange[]): Promise<void> {
    const apply = (draft: Draft): void => {
      for (const { path, text } of changes)
        put(draft, this.shape.toNames(path, this.delimiter), text);
    };
    return Promise.resolve(
      changes.length === 1 ? apply(this.document.draft) : this.document.change(apply),
    );
  }

  toText(value: ConfValue, path: readonly string[]): string {
    const names = this.shape.toNames(path, this.delimiter);
    const { format } = this.document;
    const refused =
      isMap(value) || isList(value)
        ? `${format.name} holds texts only, not ${describeValue(value)}`
        : format.refuses(textOf(value), names);
    if (refused === undefined) return textOf(value);
    const key = formatFlatKey(path, this.delimiter);
    throw new HareError('VALUE_NOT_HELD', `${key} cannot be set: ${refused}`, {
      where: { url: this.url, key },
      hint: 'set another value, or take another format',
    });
  }

  fromText(text: string): ConfValue {
    return text;
  }

  where(path: readonly string[]): Where {
    try {
      return this.document.where(this.shape.toNames(path, this.delimiter));
    } catch (error) {
      // The format has no such keys, so nothing is there.
      if (!(error instanceof HareError) || error.code !== 'KEY_SHAPE') throw error;
      return this.document.where(path);
    }
  }

  warnings(): readonly HareError[] {
    return this.document.warnings;
  }

  async save(): Promise<boolean> {
    return this.document.save();
  }

  async exclusively<T>(work: () => Promise<T>): Promise<T> {
    return this.document.update(work);
  }

  async watch(
    _path: readonly string[],
    onChange: (present: FlatBackend) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const look = (present: Document): Promise<void> =>
      onChange(new FlatDocument(this.url, present, this.shape, this.delimiter));
    await watchDocument(this.document, look, signal);
  }

  async close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Sets or deletes one value; a map that is empty then goes too: a section without options. */
function put(draft: Draft, names: readonly string[], text: string | undefined): void {
  if (text !== undefined) {
    draft.set(names, text);
    return;
  }
  draft.delete(names, false);
  const parent = names.slice(0, -1);
  const rest = parent.length > 0 ? draft.get(parent) : undefined;
  if (isMap(rest) && rest.size === 0) draft.delete(parent, false);
}
