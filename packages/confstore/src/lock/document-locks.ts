import type { ConfLock, LockOptions } from '../conf-store.js';
import type { DocumentPlace } from '../store/document-place.js';

/** The named locks of a store. */
export interface Locks {
  lock(domain: string, owner: string, options: LockOptions): Promise<ConfLock>;
  unlock(domain: string, owner: string, options: { readonly force?: boolean }): Promise<boolean>;
  testLock(domain: string, owner: string): Promise<boolean>;
}

/** Locks next to the file, or in this process; loaded when first needed. */
export function documentLocks(place: DocumentPlace): Locks {
  let loaded: Promise<Locks> | undefined;
  const locks = (): Promise<Locks> => (loaded ??= loadLocks(place));
  return {
    lock: async (...given) => (await locks()).lock(...given),
    unlock: async (...given) => (await locks()).unlock(...given),
    testLock: async (...given) => (await locks()).testLock(...given),
  };
}

async function loadLocks(place: DocumentPlace): Promise<Locks> {
  return place.file === undefined
    ? (await import('./memory-locks.js')).memoryLocks(place)
    : (await import('./file-locks.js')).fileLocks(place.file);
}
