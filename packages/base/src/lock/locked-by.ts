import { HareError } from '../errors/error.js';
import { describeHolder, type Holder } from './holder.js';

/** The error of a lock that another one holds. */
export function lockedBy(lock: string, holder: Holder | undefined): HareError {
  return new HareError('CONFSTORE_LOCKED', `the lock is held by ${describeHolder(holder)}`, {
    where: { file: lock },
    hint: 'wait until it is free, or end that process',
  });
}
