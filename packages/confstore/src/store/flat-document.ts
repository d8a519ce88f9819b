import { HareError, type Where } from '@hare/base';
import type { FlatBackend, FlatChange, FlatEntry } from '../backend.js';
import type { ConfMap, ConfValue } from '../conf-store.js';
import type { Draft } from '../document/draft.js';
import { describeValue, isLeaf, isList, isMap } from '../document/kind-of.js';
import { leavesOf } from '../document/leaves.js';
import { textOf } from '../document/text-of.js';
import type { FlatShape } from '../formats/document-format.js';
import { formatFlatKey } from '../key/flat-key.js';
import type { Path } from '../key/path.js';
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
    const value = this.document.get(this.#names(path));
    return Promise.resolve(typeof value === 'string' ? value : undefined);
  }

  async list(): Promise<readonly FlatEntry[]> {
    const root = this.#root;
    const entries = leavesOf(root).flatMap(({ path, value }) => {
      const segments = this.shape.toSegments(path, this.delimiter, root);
      return typeof value === 'string' ? [{ path: segments, text: value }] : [];
    });
    return Promise.resolve(entries);
  }

  async write(changes: readonly FlatChange[]): Promise<void> {
    const found = changes.map(({ path, text }) => ({ names: this.#names(path), text }));
    const sets = found.filter(({ text }) => text !== undefined);
    const removals = found.filter(({ text }) => text === undefined).reverse();
    const apply = (draft: Draft): void => {
      for (const { names, text } of [...sets, ...removals]) put(draft, names, text);
    };
    return Promise.resolve(
      changes.length === 1 ? apply(this.document.draft) : this.document.change(apply),
    );
  }

  toText(value: ConfValue, path: readonly string[]): string {
    const names = this.#names(path);
    const { format } = this.document;
    const refused =
      isMap(value) || isList(value)
        ? `${format.name} stores only text, not ${describeValue(value)}`
        : format.refuses(textOf(value), names);
    if (refused === undefined) return textOf(value);
    const key = formatFlatKey(path, this.delimiter);
    throw new HareError('VALUE_NOT_HELD', `${key} cannot be set: ${refused}`, {
      where: { url: this.url, key },
      hint: 'use another value, or another format',
    });
  }

  fromText(text: string): ConfValue {
    return text;
  }

  where(path: readonly string[]): Where {
    try {
      return this.document.where(this.#names(path));
    } catch (error) {
      // The format has no such keys, so there is no value.
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

  get #root(): ConfMap {
    return this.document.root as ConfMap;
  }

  #names(path: readonly string[]): Path {
    return this.shape.toNames(path, this.delimiter, this.#root);
  }
}

/** Sets or deletes one value; what is empty then goes too: a section without options. */
function put(draft: Draft, names: Path, text: string | undefined): void {
  if (text !== undefined) {
    const [last, list] = [names.at(-1), draft.get(names.slice(0, -1))];
    const isBeyond = typeof last === 'number' && last > (isList(list) ? list.length : 0);
    const found = draft.get(names);
    if (isBeyond || isList(found) || isMap(found)) {
      const what = isBeyond
        ? 'there are not so many of this name'
        : `it is ${isList(found) ? 'one of several of this name' : 'a section'}`;
      throw new HareError('PATH_BLOCKED', what, {
        hint: 'write the whole key: name[0], section>name',
      });
    }
    draft.set(names, text);
    return;
  }
  for (let path = names; path.length > 0; path = path.slice(0, -1)) {
    const value = path === names ? undefined : draft.get(path);
    if (value !== undefined && !isLeaf(value)) return;
    draft.delete(path, false, true);
  }
}
