export type {} from './error-codes.js';
export { resolveConsulEndpoint } from './consul-endpoint.js';
export { ConsulKv } from './consul-kv.js';
export {
  acquireConsulLock,
  consulLockFolder,
  couldTakeConsulLock,
  releaseConsulLock,
} from './consul-lock.js';
export type { ConsulOptions } from './consul-options.js';
export { ConsulSession, destroySession } from './consul-session.js';
export { KvEntry } from './kv-entry.js';
export {
  type KvOperation,
  maxValueBytes,
  type OperationPack,
  packTransactions,
  transactionLimits,
} from './kv-operation.js';
export { PendingChanges } from './pending-changes.js';
export type { KvSelection } from './select-keys.js';
export { storePrefix } from './store-prefix.js';
export { watchKeys } from './watch-keys.js';
export { writeOperations } from './write-operations.js';
