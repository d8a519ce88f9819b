import { HareError } from '@hare/base';
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
import { equalValues } from '../document/equal-values.js';
import type { Locks } from '../lock/document-locks.js';
import { sameAcross } from './same-across.js';

/** What stores of documents and of flat keys have in common. */
export abstract class BaseStore {
  abstract readonly url: string;
  abstract readonly delimiter: string;
  abstract readonly flat: boolean;
  protected abstract readonly locks: Locks;

  abstract get(key: string): Promise<ConfValue>;
  abstract data(): Promise<ConfValue>;
  abstract setAll(
    leaves: Iterable<ConfLeaf>,
    options?: { readonly onlyAbsent?: boolean },
  ): Promise<void>;
  abstract eachKey(options?: KeyOptions): Promise<Iterable<string>>;
  abstract leaves(keys?: readonly string[]): Promise<Iterable<ConfLeaf>>;
  /** Calls `onChange` after each change of a key, or of anything, with the store as it is then. */
  protected abstract eachChange(
    key: string | undefined,
    onChange: (present: BaseStore) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;

  async keys(options: KeyOptions = {}): Promise<readonly string[]> {
    return [...(await this.eachKey(options))];
  }

  async merge(source: ConfStore, keys?: readonly string[]): Promise<void> {
    await this.setAll(await source.leaves(keys), { onlyAbsent: true });
  }

  async copy(target: ConfStore, keys?: readonly string[]): Promise<void> {
    await target.setAll(await this.leaves(keys));
  }

  async compare(other: ConfStore): Promise<Differences> {
    const [mine, others] = [await this.leaves(), await other.leaves()];
    return compareLeaves(mine, others, this.delimiter, sameAcross(this, other));
  }

  async lock(domain: string, owner: string, options: LockOptions = {}): Promise<ConfLock> {
    return this.locks.lock(domain, owner, options);
  }

  async unlock(
    domain: string,
    owner: string,
    options: { readonly force?: boolean } = {},
  ): Promise<boolean> {
    return this.locks.unlock(domain, owner, options);
  }

  async testLock(domain: string, owner: string): Promise<boolean> {
    return this.locks.testLock(domain, owner);
  }

  async watch(
    key: string | undefined,
    onChange: (value: ConfValue) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const read = (store: BaseStore): Promise<ConfValue> =>
      key === undefined ? store.data() : store.get(key);
    let known = await read(this);
    const look = async (present: BaseStore): Promise<void> => {
      const now = await read(present);
      if (equalValues(now, known)) return;
      known = now;
      onChange(now);
    };
    await this.eachChange(key, look, signal);
  }

  /** The error for a key that was named to be merged or copied, but that this store lacks. */
  protected missing(key: string): HareError {
    return new HareError('KEY_MISSING', `the source has no key ${key}`, {
      where: { url: this.url, key },
      hint: 'nothing was changed; list its keys with get_keys',
    });
  }
}
