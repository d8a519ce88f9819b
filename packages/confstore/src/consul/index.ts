export {
  consulUrlOfEnvironment,
  resolveConsulEndpoint,
  type ConsulEndpoint,
} from './consul-endpoint.js';
export * from './consul-kv.js';
export { acquireConsulLock, releaseConsulLock } from './consul-lock.js';
export * from './consul-options.js';
export * from './consul-session.js';
export * from './kv-entry.js';
export * from './kv-operation.js';
export { storePrefix } from './open-consul.js';
export { PendingChanges } from './pending-changes.js';
export { writeOperations } from './write-operations.js';
