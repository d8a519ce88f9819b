import type { ConfLock, LockOptions } from '../conf-store.js';
import type { DocumentPlace } from '../store/document-place.js';
import { fileLocks } from './file-locks.js';
import { memoryLocks } from './memory-locks.js';

/** The named locks of a store. */
export interface Locks {
  lock(domain: string, owner: string, options: LockOptions): Promise<ConfLock>;
  unlock(domain: string, owner: string, options: { readonly force?: boolean }): Promise<boolean>;
  testLock(domain: string, owner: string): Promise<boolean>;
}

/** The locks of a document: beside its file, or within this process for a document in memory. */
export function documentLocks(place: DocumentPlace): Locks {
  return place.file === undefined ? memoryLocks(place) : fileLocks(place.file);
}
