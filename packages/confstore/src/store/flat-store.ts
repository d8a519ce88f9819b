import { appendAll } from '../append-all.js';
import type { FlatBackend, FlatEntry } from '../backend.js';
import type {
  ConfLeaf,
  ConfLock,
  ConfStore,
  ConfValue,
  Differences,
  KeyOptions,
  LockOptions,
} from '../conf-store.js';
import { compareLeaves } from '../document/compare-leaves.js';
import { cloneValue, toConfValue } from '../document/conf-value.js';
import { equalValues } from '../document/equal-values.js';
import { isList, isMap } from '../document/kind-of.js';
import { numKeys } from '../document/num-keys.js';
import { searchLeaves } from '../document/search-leaves.js';
import { HareError, type Where } from '@hare/base';
import { formatFlatKey, parseFlatKey, pathOfSegments, segmentsOfPath } from '../key/flat-key.js';
import { isAtOrBelow, valueBelow } from './below.js';
import { missingKey } from './missing-key.js';
import { mapped, selected } from './lazily.js';
import { sameAcross, sameText } from './same-across.js';

type Segments = readonly string[];

/** A store of flat keys and texts (ini, properties, dir, consul) as a ConfStore. */
export class FlatStore implements ConfStore {
  readonly flat = true;
  readonly url: string;

  constructor(
    private readonly backend: FlatBackend,
    readonly delimiter: string,
  ) {
    this.url = backend.url;
  }

  async get(key: string, fallback: ConfValue = null): Promise<ConfValue> {
    return (await this.#value(this.#segments(key))) ?? cloneValue(fallback);
  }

  async getAll(keys: readonly string[]): Promise<ReadonlyMap<string, ConfValue>> {
    const paths = keys.map((key) => this.#segments(key));
    const entries = (await this.backend.readAll?.(paths)) ?? (await this.#readEach(paths));
    const texts = new Map(
      entries.map((entry) => [formatFlatKey(entry.path, this.delimiter), entry.text]),
    );
    return new Map(
      keys.flatMap((key, place) => {
        const text = texts.get(formatFlatKey(paths[place] ?? [], this.delimiter));
        return text === undefined ? [] : [[key, this.backend.fromText(text)] as const];
      }),
    );
  }

  async set(key: string, value: ConfValue): Promise<void> {
    const path = this.#segments(key);
    const given = toConfValue(value);
    // What a get gathered from the keys below, set again, is no change.
    if ((isMap(given) || isList(given)) && equalValues((await this.#value(path)) ?? null, given))
      return;
    await this.backend.write([{ path, text: this.backend.toText(given, path) }]);
  }

  async setAll(
    leaves: Iterable<ConfLeaf>,
    options: { readonly onlyAbsent?: boolean } = {},
  ): Promise<void> {
    let there: ReadonlySet<string> | undefined; // read only when it matters
    const changes: {
      readonly path: Segments;
      readonly text: string;
      readonly flags: string | undefined;
    }[] = [];
    for (const leaf of leaves) {
      const path = segmentsOfPath(leaf.path);
      const key = formatFlatKey(path, this.delimiter);
      if (options.onlyAbsent === true || isMap(leaf.value) || isList(leaf.value)) {
        there ??= new Set(await this.#keysThere());
        if (there.has(key)) continue;
      }
      changes.push({ path, text: this.backend.toText(leaf.value, path), flags: leaf.flags });
    }
    if (changes.length > 0) await this.backend.write(changes);
  }

  async delete(key: string, options: { readonly force?: boolean } = {}): Promise<boolean> {
    const path = this.#segments(key);
    const there = options.force !== true && (await this.#isThere(path));
    if (there) {
      await this.backend.write([{ path, text: undefined }]);
      return true;
    }
    const entries = await this.#entries(path);
    if (entries.length === 0) return false;
    if (options.force !== true) {
      throw new HareError(
        'NOT_A_LEAF',
        `cannot delete ${key}: there ${entries.length === 1 ? 'is a key' : `are ${entries.length} keys`} below it`,
        {
          where: { url: this.url, key },
          hint: 'delete its keys one by one, or all of it with force (--force)',
        },
      );
    }
    await this.backend.write(entries.map((entry) => ({ path: entry.path, text: undefined })));
    return true;
  }

  async keys(options: KeyOptions = {}): Promise<readonly string[]> {
    return [...(await this.eachKey(options))];
  }

  async eachKey({ prefix = '', index = true }: KeyOptions = {}): Promise<Iterable<string>> {
    const entries = await this.backend.list([]);
    const named = index
      ? entries
      : mapped(entries, ({ path, text }) => ({
          path: path.map((segment) => segment.replace(/(?<=[^\]])(?:\[\d+\])+$/s, '')),
          text,
        }));
    const keys = selected(
      mapped(named, ({ path }) => formatFlatKey(path, this.delimiter)),
      (key) => key.startsWith(prefix),
    );
    return index ? keys : new Set(keys);
  }

  async search(parent: string, key: string, value?: ConfValue): Promise<readonly string[]> {
    const below = parent === '' ? [] : this.#segments(parent);
    const leaves = (await this.#entries(below)).map((entry) => this.#leaf(entry));
    return [...searchLeaves(leaves, pathOfSegments(below), key, value, sameText)].map(({ path }) =>
      formatFlatKey(segmentsOfPath(path), this.delimiter),
    );
  }

  async merge(source: ConfStore, keys?: readonly string[]): Promise<void> {
    await this.setAll(await source.leaves(keys), { onlyAbsent: true });
  }

  async copy(target: ConfStore, keys?: readonly string[]): Promise<void> {
    await target.setAll(await this.leaves(keys));
  }

  async compare(other: ConfStore): Promise<Differences> {
    return compareLeaves(
      await this.leaves(),
      await other.leaves(),
      this.delimiter,
      sameAcross(this, other),
    );
  }

  async addNumKeys(): Promise<void> {
    if (this.backend.countsLists) await this.setAll(numKeys(await this.data()));
  }

  async data(): Promise<ConfValue> {
    return (
      valueBelow([...(await this.backend.list([]))], [], this.delimiter, (text) =>
        this.backend.fromText(text),
      ) ?? new Map<string, ConfValue>()
    );
  }

  async leaves(keys?: readonly string[]): Promise<Iterable<ConfLeaf>> {
    if (keys === undefined)
      return mapped(await this.backend.list([]), (entry) => this.#leaf(entry));
    const found: ConfLeaf[] = [];
    for (const key of keys) {
      const entries = await this.#entries(this.#segments(key));
      if (entries.length === 0) throw missingKey(this.url, key);
      appendAll(
        found,
        entries.map((entry) => this.#leaf(entry)),
      );
    }
    return found;
  }

  async warnings(): Promise<readonly HareError[]> {
    return Promise.resolve(this.backend.warnings?.() ?? []);
  }

  where(key: string): Where {
    return this.backend.where(this.#segments(key));
  }

  async save(): Promise<boolean> {
    return (await this.backend.save?.()) ?? false;
  }

  async update<T>(change: (store: ConfStore) => Promise<T> | T): Promise<T> {
    return this.backend.exclusively(async () => change(this));
  }

  async lock(domain: string, owner: string, options: LockOptions = {}): Promise<ConfLock> {
    return this.backend.lock(domain, owner, options);
  }

  async unlock(
    domain: string,
    owner: string,
    options: { readonly force?: boolean } = {},
  ): Promise<boolean> {
    return this.backend.unlock(domain, owner, options);
  }

  async testLock(domain: string, owner: string): Promise<boolean> {
    return this.backend.testLock(domain, owner);
  }

  async watch(
    key: string | undefined,
    onChange: (value: ConfValue) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const path = key === undefined ? [] : this.#segments(key);
    const read = async (store: FlatStore): Promise<ConfValue> =>
      key === undefined ? store.data() : store.get(key);
    let known = await read(this);
    await this.backend.watch(
      path,
      async (present) => {
        const now = await read(new FlatStore(present, this.delimiter));
        if (equalValues(now, known)) return;
        known = now;
        onChange(now);
      },
      signal,
    );
  }

  async close(): Promise<void> {
    await this.backend.close();
  }

  #segments(key: string): Segments {
    return parseFlatKey(key, this.delimiter);
  }

  async #value(path: Segments): Promise<ConfValue | undefined> {
    const atOnce = this.backend.readsTreeAtOnce === true ? await this.#entries(path) : undefined;
    const text =
      atOnce === undefined
        ? await this.backend.read(path)
        : atOnce.find((entry) => sameSegments(entry.path, path))?.text;
    if (text !== undefined) return this.backend.fromText(text);
    return valueBelow(atOnce ?? (await this.#entries(path)), path, this.delimiter, (found) =>
      this.backend.fromText(found),
    );
  }

  /**
   * Whether a key has a value; false for what can be no key, but may have keys below it: a section
   * of ini.
   */
  async #isThere(path: Segments): Promise<boolean> {
    try {
      return (await this.backend.read(path)) !== undefined;
    } catch (error) {
      if (error instanceof HareError && error.code === 'KEY_SHAPE') return false;
      throw error;
    }
  }

  /** The entries at and below a path, and no others. */
  async #entries(below: Segments): Promise<readonly FlatEntry[]> {
    return [...selected(await this.backend.list(below), ({ path }) => isAtOrBelow(path, below))];
  }

  async #keysThere(): Promise<Iterable<string>> {
    return mapped(await this.backend.list([]), ({ path }) => formatFlatKey(path, this.delimiter));
  }

  #leaf({ path, text, flags }: FlatEntry): ConfLeaf {
    return {
      path: pathOfSegments(path),
      value: this.backend.fromText(text),
      ...(flags === undefined ? {} : { flags }),
    };
  }

  async #readEach(paths: readonly Segments[]): Promise<readonly FlatEntry[]> {
    const entries: FlatEntry[] = [];
    for (const path of paths) {
      const text = await this.backend.read(path);
      if (text !== undefined) entries.push({ path, text });
    }
    return entries;
  }
}

function sameSegments(a: Segments, b: Segments): boolean {
  return a.length === b.length && a.every((segment, at) => segment === b[at]);
}
