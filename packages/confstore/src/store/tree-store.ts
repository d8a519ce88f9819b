import type {
  ConfLeaf,
  ConfLock,
  ConfMap,
  ConfStore,
  ConfValue,
  Differences,
  KeyOptions,
  LockOptions,
} from '../conf-store.js';
import { compareLeaves } from '../document/compare-leaves.js';
import { compareTrees } from '../document/compare-trees.js';
import { cloneValue, toConfValue } from '../document/conf-value.js';
import { equalValues } from '../document/equal-values.js';
import { isLeaf, isList, isMap } from '../document/kind-of.js';
import { leafKeys, leafKeysIn } from '../document/leaf-keys.js';
import { leavesIn } from '../document/leaves.js';
import { numKeys } from '../document/num-keys.js';
import { searchLeaves } from '../document/search-leaves.js';
import { HareError, type Where } from '@hare/base';
import { formatKey } from '../key/format-key.js';
import { parseKey } from '../key/parse-key.js';
import type { Path } from '../key/path.js';
import { documentLocks } from '../lock/document-locks.js';
import { sameAcross } from './same-across.js';
import type { Document } from './document.js';
import { missingKey } from './missing-key.js';
import { watchDocument } from './watch-document.js';

/** A document with maps and lists (json, yaml, toml, dict) as a ConfStore. */
export class TreeStore implements ConfStore {
  readonly flat = false;

  constructor(
    readonly url: string,
    readonly delimiter: string,
    private readonly document: Document,
  ) {}

  async get(key: string, fallback: ConfValue = null): Promise<ConfValue> {
    return Promise.resolve(cloneValue(this.document.get(this.#path(key)) ?? fallback));
  }

  async getAll(keys: readonly string[]): Promise<ReadonlyMap<string, ConfValue>> {
    return Promise.resolve(
      new Map(
        keys.flatMap((key) => {
          const value = this.document.get(this.#path(key)) ?? null;
          return value === null ? [] : [[key, cloneValue(value)] as const];
        }),
      ),
    );
  }

  async set(key: string, value: ConfValue): Promise<void> {
    const path = this.#path(key);
    const copy = toConfValue(value);
    for (const leaf of isLeaf(copy) ? [{ path, value: copy }] : leavesIn(copy, path))
      this.#mustHold(leaf);
    return Promise.resolve(this.document.draft.set(path, copy));
  }

  async setAll(
    leaves: Iterable<ConfLeaf>,
    options: { readonly onlyAbsent?: boolean } = {},
  ): Promise<void> {
    return Promise.resolve(
      this.document.change((draft) => {
        for (const leaf of leaves) {
          const present = draft.get(leaf.path);
          if (
            present !== undefined &&
            (options.onlyAbsent === true ||
              isMap(leaf.value) ||
              isList(leaf.value) ||
              equalValues(present, leaf.value))
          )
            continue;
          this.#mustHold(leaf);
          draft.set(leaf.path, cloneValue(leaf.value));
        }
      }),
    );
  }

  async delete(key: string, options: { readonly force?: boolean } = {}): Promise<boolean> {
    return Promise.resolve(this.document.draft.delete(this.#path(key), options.force ?? false));
  }

  async keys(options: KeyOptions = {}): Promise<readonly string[]> {
    return Promise.resolve(leafKeys(this.document.root, { ...options, delimiter: this.delimiter }));
  }

  async eachKey(options: KeyOptions = {}): Promise<Iterable<string>> {
    return Promise.resolve(
      leafKeysIn(this.document.root, { ...options, delimiter: this.delimiter }),
    );
  }

  async search(parent: string, key: string, value?: ConfValue): Promise<readonly string[]> {
    const path = parent === '' ? [] : this.#path(parent);
    const below = path.length === 0 ? this.document.root : this.document.get(path);
    const leaves = below === undefined ? [] : leavesIn(below, path);
    return Promise.resolve(
      [...searchLeaves(leaves, path, key, value)].map((leaf) =>
        formatKey(leaf.path, this.delimiter),
      ),
    );
  }

  async merge(source: ConfStore, keys?: readonly string[]): Promise<void> {
    await this.setAll(await source.leaves(keys), { onlyAbsent: true });
  }

  async copy(target: ConfStore, keys?: readonly string[]): Promise<void> {
    if (keys === undefined && target instanceof TreeStore && target.document.root.size === 0)
      target.#takeOver(this.document.root);
    else await target.setAll(await this.leaves(keys));
  }

  async compare(other: ConfStore): Promise<Differences> {
    if (other instanceof TreeStore)
      return compareTrees(this.document.root, other.document.root, this.delimiter);
    return compareLeaves(
      await this.leaves(),
      await other.leaves(),
      this.delimiter,
      sameAcross(this, other),
    );
  }

  async addNumKeys(): Promise<void> {
    await this.setAll(numKeys(this.document.root));
  }

  async data(): Promise<ConfValue> {
    return Promise.resolve(cloneValue(this.document.root));
  }

  async leaves(keys?: readonly string[]): Promise<Iterable<ConfLeaf>> {
    if (keys === undefined) return Promise.resolve(leavesIn(this.document.root));
    return Promise.resolve(
      keys.flatMap((key) => {
        const path = this.#path(key);
        const value = this.document.get(path);
        if (value === undefined) throw missingKey(this.url, key);
        return [...leavesIn(value, path)];
      }),
    );
  }

  async warnings(): Promise<readonly HareError[]> {
    return Promise.resolve(this.document.warnings);
  }

  where(key: string): Where {
    return this.document.where(this.#path(key));
  }

  async save(): Promise<boolean> {
    return this.document.save();
  }

  async update<T>(change: (store: ConfStore) => Promise<T> | T): Promise<T> {
    return this.document.update(() => change(this));
  }

  async lock(domain: string, owner: string, options: LockOptions = {}): Promise<ConfLock> {
    return documentLocks(this.document.place).lock(domain, owner, options);
  }

  async unlock(
    domain: string,
    owner: string,
    options: { readonly force?: boolean } = {},
  ): Promise<boolean> {
    return documentLocks(this.document.place).unlock(domain, owner, options);
  }

  async testLock(domain: string, owner: string): Promise<boolean> {
    return documentLocks(this.document.place).testLock(domain, owner);
  }

  async watch(
    key: string | undefined,
    onChange: (value: ConfValue) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const path = key === undefined ? [] : this.#path(key);
    let known = cloneValue(this.document.get(path) ?? null);
    await watchDocument(
      this.document,
      (present) => {
        const now = present.get(path) ?? null;
        if (equalValues(now, known)) return;
        known = cloneValue(now);
        onChange(cloneValue(now));
      },
      signal,
    );
  }

  async close(): Promise<void> {
    return Promise.resolve();
  }

  /**
   * All of another document, for one that is empty: a second model of a large one would be most of
   * the memory.
   */
  #takeOver(root: ConfMap): void {
    for (const leaf of leavesIn(root)) this.#mustHold(leaf);
    this.document.replace(root);
  }

  #mustHold({ path, value }: ConfLeaf): void {
    const reason = this.document.format.refuses(value, path);
    if (reason === undefined) return;
    const key = formatKey(path, this.delimiter);
    throw new HareError('VALUE_NOT_HELD', `${key} cannot be set: ${reason}`, {
      where: { url: this.url, key },
      hint: 'set another value',
    });
  }

  #path(key: string): Path {
    return parseKey(key, this.delimiter);
  }
}
