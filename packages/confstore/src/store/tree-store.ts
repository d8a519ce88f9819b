import { HareError, type Where } from '@hare/base';
import type {
  ConfLeaf,
  ConfValue,
  DeleteOptions,
  KeyOptions,
  MapStore,
  SetAllOptions,
} from '../conf-store.js';
import { toConfValue } from '../document/conf-value.js';
import { equalValues } from '../document/equal-values.js';
import { isLeaf, isList, isMap } from '../document/kind-of.js';
import { leavesIn, numKeys, searchLeaves } from '../document/leaves.js';
import { formatKey } from '../key/format-key.js';
import { parseKey } from '../key/parse-key.js';
import type { Path } from '../key/path.js';
import { documentLocks, type Locks } from '../lock/document-locks.js';
import { BaseStore } from './base-store.js';
import type { Document } from './document.js';
import { watchDocument } from './watch-document.js';

/** A document with maps and lists (json, yaml, toml, dict) as a store. */
export class TreeStore extends BaseStore implements MapStore {
  readonly flat = false;
  protected readonly locks: Locks;

  constructor(
    readonly url: string,
    readonly delimiter: string,
    private readonly document: Document,
    maps: boolean,
  ) {
    super(maps);
    this.locks = documentLocks(document.place);
  }

  async getAll(keys: readonly string[]): Promise<ReadonlyMap<string, ConfValue>> {
    const found = new Map<string, ConfValue>();
    for (const key of keys) {
      const value = await this.read(key);
      if (value !== undefined && value !== null) found.set(key, value);
    }
    return this.present(found) as ReadonlyMap<string, ConfValue>;
  }

  async set(key: string, value: unknown): Promise<void> {
    const path = this.#path(key);
    const copy = toConfValue(value);
    for (const leaf of isLeaf(copy) ? [{ path, value: copy }] : leavesIn(copy, path))
      this.#mustHold(leaf);
    return Promise.resolve(this.document.draft.set(path, copy));
  }

  async setAll(leaves: Iterable<ConfLeaf<unknown>>, options: SetAllOptions = {}): Promise<void> {
    const keepsAny = options.onlyAbsent === true;
    const setEach = (): void =>
      this.document.change((draft) => {
        for (const { path, value: given } of leaves) {
          const value = toConfValue(given);
          const present = draft.get(path);
          const isContainer = isMap(value) || isList(value);
          if (present !== undefined && (keepsAny || isContainer || equalValues(present, value)))
            continue;
          this.#mustHold({ path, value });
          draft.set(path, value);
        }
      });
    return Promise.resolve(setEach());
  }

  async delete(key: string, { force = false, closeUp }: DeleteOptions = {}): Promise<boolean> {
    return Promise.resolve(this.document.draft.delete(this.#path(key), force, closeUp));
  }

  async eachKey(options: KeyOptions = {}): Promise<Iterable<string>> {
    return Promise.resolve(leafKeysIn(this.document.root, this.delimiter, options));
  }

  async search(parent: string, key: string, value?: unknown): Promise<readonly string[]> {
    const wanted = value === undefined ? undefined : toConfValue(value);
    const path = parent === '' ? [] : this.#path(parent);
    const below = this.document.get(path);
    const leaves = below === undefined ? [] : leavesIn(below, path);
    const found = [...searchLeaves(leaves, path, key, wanted)];
    return Promise.resolve(found.map((leaf) => formatKey(leaf.path, this.delimiter)));
  }

  async addNumKeys(): Promise<void> {
    await this.setAll(numKeys(this.document.root));
  }

  async warnings(): Promise<readonly HareError[]> {
    return Promise.resolve(this.document.warnings);
  }

  where(key: string): Where {
    return this.document.where(this.#path(key));
  }

  async fileDigest(): Promise<string | undefined> {
    return this.document.fileDigest();
  }

  async save(): Promise<boolean> {
    return this.document.save();
  }

  async update<T>(change: (store: this) => Promise<T> | T): Promise<T> {
    return this.document.update(() => change(this));
  }

  protected async read(key?: string): Promise<ConfValue | undefined> {
    return Promise.resolve(
      key === undefined ? this.document.root : this.document.get(this.#path(key)),
    );
  }

  protected async readLeaves(keys?: readonly string[]): Promise<Iterable<ConfLeaf>> {
    if (keys === undefined) return Promise.resolve(leavesIn(this.document.root));
    const found = keys.flatMap((key) => {
      const path = this.#path(key);
      const value = this.document.get(path);
      if (value === undefined) throw this.missing(key);
      return [...leavesIn(value, path)];
    });
    return Promise.resolve(found);
  }

  protected async eachChange(
    _key: string | undefined,
    onChange: (present: BaseStore) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const look = (present: Document): Promise<void> =>
      onChange(new TreeStore(this.url, this.delimiter, present, this.maps));
    await watchDocument(this.document, look, signal);
  }

  #mustHold({ path, value }: ConfLeaf): void {
    const reason = this.document.format.refuses(value, path);
    if (reason === undefined) return;
    const key = formatKey(path, this.delimiter);
    throw new HareError('VALUE_NOT_HELD', `${key} cannot be set: ${reason}`, {
      where: { url: this.url, key },
      hint: 'use another value',
    });
  }

  #path(key: string): Path {
    return parseKey(key, this.delimiter);
  }
}

/** The printed keys of all leaves of a document, one after the other in its order. */
function* leafKeysIn(
  root: ConfValue,
  delimiter: string,
  { prefix = '', index = true }: KeyOptions,
): Generator<string> {
  const seen = new Set<string>();
  for (const { path } of leavesIn(root)) {
    const names = index ? path : path.filter((step) => typeof step === 'string');
    const key = formatKey(names, delimiter);
    if (!key.startsWith(prefix) || seen.has(key)) continue;
    if (!index) seen.add(key);
    yield key;
  }
}
