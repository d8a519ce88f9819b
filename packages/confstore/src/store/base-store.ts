import { HareError } from '@hare/base';
import type {
  AnyStore,
  ConfLeaf,
  ConfLock,
  ConfValue,
  Differences,
  KeyOptions,
  LockOptions,
  SetAllOptions,
} from '../conf-store.js';
import { compareLeaves, sameAcross } from '../document/compare-leaves.js';
import { cloneValue, toConfValue, toPlain } from '../document/conf-value.js';
import { equalValues } from '../document/equal-values.js';
import type { Locks } from '../lock/document-locks.js';

/**
 * What stores of documents and of flat keys have in common. A store not opened with `maps` returns
 * plain data where the type says `ConfValue`: `openConfStore` gives it that type.
 */
export abstract class BaseStore {
  constructor(protected readonly maps: boolean) {}

  abstract readonly url: string;
  abstract readonly delimiter: string;
  abstract readonly flat: boolean;
  protected abstract readonly locks: Locks;

  abstract setAll(leaves: Iterable<ConfLeaf<unknown>>, options?: SetAllOptions): Promise<void>;
  abstract eachKey(options?: KeyOptions): Promise<Iterable<string>>;
  /** The value at a key or of all of the store; it may be the store's own. */
  protected abstract read(key?: string): Promise<ConfValue | undefined>;
  protected abstract readLeaves(keys?: readonly string[]): Promise<Iterable<ConfLeaf>>;
  /** Calls `onChange` after each change of a key, or of anything, with the store as it is then. */
  protected abstract eachChange(
    key: string | undefined,
    onChange: (present: BaseStore) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;

  /** Nothing is kept: files are closed, connections belong to the process. */
  async close(): Promise<void> {
    return Promise.resolve();
  }

  async get(key: string, fallback: ConfValue = null): Promise<ConfValue> {
    const value = await this.read(key);
    if (value !== undefined && value !== null) return this.present(value);
    return this.maps ? cloneValue(fallback) : fallback;
  }

  async data(): Promise<ConfValue> {
    return this.present((await this.read()) ?? new Map());
  }

  async leaves(keys?: readonly string[]): Promise<Iterable<ConfLeaf>> {
    const leaves = await this.readLeaves(keys);
    return this.maps ? leaves : withValues(leaves, (value) => this.present(value));
  }

  async keys(options: KeyOptions = {}): Promise<readonly string[]> {
    return [...(await this.eachKey(options))];
  }

  async merge(source: AnyStore, keys?: readonly string[]): Promise<void> {
    await this.setAll(await source.leaves(keys), { onlyAbsent: true });
  }

  async copy(target: AnyStore, keys?: readonly string[]): Promise<void> {
    await target.setAll(await this.readLeaves(keys));
  }

  async compare(other: AnyStore): Promise<Differences> {
    const mine = await this.readLeaves();
    const others = withValues(await other.leaves(), toConfValue);
    return compareLeaves(mine, others, this.delimiter, sameAcross(this, other));
  }

  async lock(domain: string, owner: string, options: LockOptions = {}): Promise<ConfLock> {
    return this.locks.lock(domain, owner, options);
  }

  async unlock(domain: string, owner: string, how: { force?: boolean } = {}): Promise<boolean> {
    return this.locks.unlock(domain, owner, how);
  }

  async testLock(domain: string, owner: string): Promise<boolean> {
    return this.locks.testLock(domain, owner);
  }

  async watch(
    key: string | undefined,
    onChange: (value: ConfValue) => void,
    signal: AbortSignal,
  ): Promise<void> {
    let known = await this.read(key);
    const look = async (present: BaseStore): Promise<void> => {
      const now = await present.read(key);
      if (equalValues(now, known)) return;
      known = now;
      onChange(this.present(now ?? null));
    };
    await this.eachChange(key, look, signal);
  }

  /** A copy of a value as this store shows it. */
  protected present(value: ConfValue): ConfValue {
    return this.maps ? cloneValue(value) : (toPlain(value) as ConfValue);
  }

  /** The error for a key that was named to be merged or copied, but that this store lacks. */
  protected missing(key: string): HareError {
    return new HareError('KEY_MISSING', `the source has no key ${key}`, {
      where: { url: this.url, key },
      hint: 'list its keys with get_keys; nothing was changed',
    });
  }
}

function withValues<T>(
  leaves: Iterable<ConfLeaf<T>>,
  change: (value: T) => ConfValue,
): Iterable<ConfLeaf> {
  return {
    *[Symbol.iterator]() {
      for (const leaf of leaves) yield { ...leaf, value: change(leaf.value) };
    },
  };
}
