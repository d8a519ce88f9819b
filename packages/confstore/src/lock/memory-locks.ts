import type { ConfLock } from '../conf-store.js';
import { HareError } from '@hare/base';
import type { Locks } from './document-locks.js';

interface Held {
  readonly owner: string;
  readonly until: number;
}

const locks = new WeakMap<object, Map<string, Held>>();

/** The locks of something that lives in this process. */
export function memoryLocks(of: object): Locks {
  const held = locks.get(of) ?? new Map<string, Held>();
  locks.set(of, held);
  const ownerOf = (domain: string): string | undefined => {
    const found = held.get(domain);
    return found !== undefined && found.until > performance.now() ? found.owner : undefined;
  };
  const unlock = (domain: string, owner: string, force: boolean): boolean => {
    if (!force && ownerOf(domain) !== owner) return false;
    held.delete(domain);
    return true;
  };
  return {
    async lock(domain, owner, options): Promise<ConfLock> {
      const deadline = performance.now() + (options.waitMs ?? 0);
      while (![undefined, owner].includes(ownerOf(domain))) {
        const what = `the lock ${domain} belongs to ${ownerOf(domain) ?? 'another process'}`;
        if (performance.now() >= deadline)
          throw new HareError('CONFSTORE_LOCKED', what, { hint: 'wait until it is free' });
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      held.set(domain, { owner, until: performance.now() + (options.durationMs ?? Infinity) });
      return { domain, owner, release: () => Promise.resolve(void unlock(domain, owner, false)) };
    },
    unlock: (domain, owner, options) =>
      Promise.resolve(unlock(domain, owner, options.force ?? false)),
    testLock: (domain, owner) => Promise.resolve([undefined, owner].includes(ownerOf(domain))),
  };
}
