import type { FlatBackend, FlatChange, FlatEntry } from '../backend.js';
import type { ConfLock, ConfMap, ConfValue, LockOptions } from '../conf-store.js';
import type { Draft } from '../document/draft.js';
import { describeValue, isList, isMap } from '../document/kind-of.js';
import { leavesIn } from '../document/leaves.js';
import { textOf } from '../document/text-of.js';
import { HareError, type Where } from '@hare/base';
import type { FlatShape } from '../formats/document-format.js';
import { formatFlatKey } from '../key/flat-key.js';
import { documentLocks } from '../lock/document-locks.js';
import type { Document } from './document.js';
import { watchDocument } from './watch-document.js';

/** A document without nesting (ini, properties) as a flat backend; its changes wait for `save`. */
export class FlatDocument implements FlatBackend {
  readonly countsLists = false;

  constructor(
    readonly url: string,
    private readonly document: Document,
    private readonly shape: FlatShape,
    private readonly delimiter: string,
  ) {}

  async read(path: readonly string[]): Promise<string | undefined> {
    const value = this.document.get(this.shape.toNames(path, this.delimiter));
    return Promise.resolve(typeof value === 'string' ? value : undefined);
  }

  async list(): Promise<Iterable<FlatEntry>> {
    const { root } = this.document;
    return Promise.resolve({ [Symbol.iterator]: () => this.#entries(root) });
  }

  async write(changes: readonly FlatChange[]): Promise<void> {
    const apply = (draft: Draft): void =>
      changes.forEach(({ path, text }) =>
        put(draft, this.shape.toNames(path, this.delimiter), text),
      );
    return Promise.resolve(
      changes.length === 1 ? apply(this.document.draft) : this.document.change(apply),
    );
  }

  toText(value: ConfValue, path: readonly string[]): string {
    const names = this.shape.toNames(path, this.delimiter);
    const refused =
      isMap(value) || isList(value)
        ? `${this.document.format.name} holds texts only, not ${describeValue(value)}`
        : this.document.format.refuses(textOf(value), names);
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
    return this.document.where(this.#namesOf(path) ?? path);
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

  async lock(domain: string, owner: string, options: LockOptions): Promise<ConfLock> {
    return documentLocks(this.document.place).lock(domain, owner, options);
  }

  async unlock(
    domain: string,
    owner: string,
    options: { readonly force?: boolean },
  ): Promise<boolean> {
    return documentLocks(this.document.place).unlock(domain, owner, options);
  }

  async testLock(domain: string, owner: string): Promise<boolean> {
    return documentLocks(this.document.place).testLock(domain, owner);
  }

  async watch(
    _path: readonly string[],
    onChange: (present: FlatBackend) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    await watchDocument(
      this.document,
      (present) => onChange(new FlatDocument(this.url, present, this.shape, this.delimiter)),
      signal,
    );
  }

  async close(): Promise<void> {
    return Promise.resolve();
  }

  *#entries(root: ConfMap): Generator<FlatEntry> {
    for (const { path, value } of leavesIn(root))
      if (typeof value === 'string')
        yield { path: this.shape.toSegments(path.map(String), this.delimiter), text: value };
  }

  /** The names of a key; undefined when the format has no such keys, so nothing is there. */
  #namesOf(path: readonly string[]): readonly string[] | undefined {
    try {
      return this.shape.toNames(path, this.delimiter);
    } catch (error) {
      if (error instanceof HareError && error.code === 'KEY_SHAPE') return undefined;
      throw error;
    }
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
