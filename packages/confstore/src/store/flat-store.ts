import { HareError, type Where } from '@hare/base';
import { appendAll } from '../append-all.js';
import type { FlatBackend, FlatChange, FlatEntry } from '../backend.js';
import type {
  ConfLeaf,
  ConfValue,
  DeleteOptions,
  KeyOptions,
  MapStore,
  SetAllOptions,
} from '../conf-store.js';
import { sameText } from '../document/compare-leaves.js';
import { toConfValue } from '../document/conf-value.js';
import { equalValues } from '../document/equal-values.js';
import { isList, isMap } from '../document/kind-of.js';
import { nestEntries } from '../document/nest-entries.js';
import { numKeys, searchLeaves } from '../document/leaves.js';
import { formatFlatKey, parseFlatKey, pathOfSegments, segmentsOfPath } from '../key/flat-key.js';
import type { Locks } from '../lock/document-locks.js';
import { BaseStore } from './base-store.js';

type Segments = readonly string[];

/** A store of flat keys and texts (ini, properties, dir, consul) as a store. */
export class FlatStore extends BaseStore implements MapStore {
  readonly flat = true;
  readonly url: string;
  protected readonly locks: Locks;

  constructor(
    private readonly backend: FlatBackend,
    readonly delimiter: string,
    maps: boolean,
  ) {
    super(maps);
    this.url = backend.url;
    this.locks = backend.locks;
  }

  async getAll(keys: readonly string[]): Promise<ReadonlyMap<string, ConfValue>> {
    const paths = keys.map((key) => this.#segments(key));
    const entries = (await this.backend.readAll?.(paths)) ?? (await this.#readEach(paths));
    const texts = new Map(entries.map((entry) => [this.#key(entry), entry.text]));
    const found = new Map<string, ConfValue>();
    for (const [at, path] of paths.entries()) {
      const text = texts.get(this.#key({ path }));
      if (text !== undefined) found.set(keys[at] ?? '', this.backend.fromText(text));
    }
    return this.present(found) as ReadonlyMap<string, ConfValue>;
  }

  async set(key: string, value: unknown): Promise<void> {
    const path = this.#segments(key);
    const given = toConfValue(value);
    // Setting again what a get gathered from the keys below is not a change.
    if ((isMap(given) || isList(given)) && equalValues((await this.#value(path)) ?? null, given))
      return;
    await this.backend.write([{ path, text: this.backend.toText(given, path) }]);
  }

  async setAll(leaves: Iterable<ConfLeaf<unknown>>, options: SetAllOptions = {}): Promise<void> {
    let there: ReadonlySet<string> | undefined; // read only when it matters
    const changes: FlatChange[] = [];
    for (const { path, value: given, flags } of leaves) {
      const value = toConfValue(given);
      const segments = segmentsOfPath(path);
      if (options.onlyAbsent === true || isMap(value) || isList(value)) {
        there ??= new Set([...(await this.backend.list([]))].map((entry) => this.#key(entry)));
        if (there.has(this.#key({ path: segments }))) continue;
      }
      changes.push({ path: segments, text: this.backend.toText(value, segments), flags });
    }
    if (changes.length > 0) await this.backend.write(changes);
  }

  async delete(key: string, options: DeleteOptions = {}): Promise<boolean> {
    const path = this.#segments(key);
    const isForced = options.force === true;
    if (!isForced && (await this.#isThere(path))) {
      await this.backend.write([{ path, text: undefined }]);
      return true;
    }
    const entries = await this.#entries(path);
    if (entries.length === 0) return false;
    if (!isForced) {
      const keys = entries.length === 1 ? 'is a key' : `are ${entries.length} keys`;
      throw new HareError('NOT_A_LEAF', `cannot delete ${key}: there ${keys} below it`, {
        where: { url: this.url, key },
        hint: 'delete its keys one by one, or use --force for all of them',
      });
    }
    await this.backend.write(entries.map((entry) => ({ path: entry.path, text: undefined })));
    return true;
  }

  async eachKey({ prefix = '', index = true }: KeyOptions = {}): Promise<Iterable<string>> {
    const keys = [...(await this.backend.list([]))].map(({ path }) => {
      const indexless = (name: string): string => name.replace(/(?<=[^\]])(?:\[\d+\])+$/s, '');
      return this.#key({ path: index ? path : path.map(indexless) });
    });
    const wanted = keys.filter((key) => key.startsWith(prefix));
    return index ? wanted : new Set(wanted);
  }

  async search(parent: string, key: string, value?: unknown): Promise<readonly string[]> {
    const wanted = value === undefined ? undefined : toConfValue(value);
    const below = parent === '' ? [] : this.#segments(parent);
    const leaves = (await this.#entries(below)).map((entry) => this.#leaf(entry));
    const found = [...searchLeaves(leaves, pathOfSegments(below), key, wanted, sameText)];
    return found.map(({ path }) => this.#key({ path: segmentsOfPath(path) }));
  }

  async addNumKeys(): Promise<void> {
    if (this.backend.countsLists) await this.setAll(numKeys((await this.read()) ?? null));
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

  async update<T>(change: (store: this) => Promise<T> | T): Promise<T> {
    return this.backend.exclusively(async () => change(this));
  }

  protected async read(key?: string): Promise<ConfValue | undefined> {
    if (key !== undefined) return this.#value(this.#segments(key));
    return this.#nested([...(await this.backend.list([]))], []);
  }

  protected async readLeaves(keys?: readonly string[]): Promise<Iterable<ConfLeaf>> {
    const found: FlatEntry[] = [];
    if (keys === undefined) appendAll(found, await this.backend.list([]));
    for (const key of keys ?? []) {
      const entries = await this.#entries(this.#segments(key));
      if (entries.length === 0) throw this.missing(key);
      appendAll(found, entries);
    }
    return found.map((entry) => this.#leaf(entry));
  }

  protected async eachChange(
    key: string | undefined,
    onChange: (present: BaseStore) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const path = key === undefined ? [] : this.#segments(key);
    const look = (present: FlatBackend): Promise<void> =>
      onChange(new FlatStore(present, this.delimiter, this.maps));
    await this.backend.watch(path, look, signal);
  }

  #segments(key: string): Segments {
    return parseFlatKey(key, this.delimiter);
  }

  #key({ path }: { readonly path: Segments }): string {
    return formatFlatKey(path, this.delimiter);
  }

  async #value(path: Segments): Promise<ConfValue | undefined> {
    const atOnce = this.backend.readsTreeAtOnce === true ? await this.#entries(path) : undefined;
    const own = atOnce?.find((entry) => this.#key(entry) === this.#key({ path }));
    const text = atOnce === undefined ? await this.backend.read(path) : own?.text;
    if (text !== undefined) return this.backend.fromText(text);
    return this.#nested(atOnce ?? (await this.#entries(path)), path);
  }

  /** The maps and lists that entries below a path make; undefined when there are none. */
  #nested(entries: readonly FlatEntry[], below: Segments): ConfValue | undefined {
    if (entries.length === 0) return undefined;
    const from = Math.max(0, below.length - 1);
    const values = entries.map(({ path, text }) => ({
      path: path.slice(from),
      value: this.backend.fromText(text),
    }));
    const nested = nestEntries(values, this.delimiter);
    if (below.length === 0 || !isMap(nested)) return nested;
    const [only, ...others] = nested.values();
    return only !== undefined && others.length === 0 ? only : nested;
  }

  /** Whether a key has a value; false for what can be no key, as a section of ini. */
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
    return [...(await this.backend.list(below))].filter(({ path }) => isAtOrBelow(path, below));
  }

  #leaf({ path, text, flags }: FlatEntry): ConfLeaf {
    const leaf = { path: pathOfSegments(path), value: this.backend.fromText(text) };
    return flags === undefined ? leaf : { ...leaf, flags };
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

/** True for a path, what is below it, and its list's items: of `a>n` also `a>n[0]`. */
function isAtOrBelow(path: Segments, below: Segments): boolean {
  return below.every((name, at) => {
    const segment = path[at] ?? '';
    const isItem = at === below.length - 1 && segment.startsWith(`${name}[`);
    return path[at] === name || (isItem && /^(?:\[\d+\])+$/.test(segment.slice(name.length)));
  });
}
