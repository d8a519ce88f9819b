export type {} from './error-codes.js';
export type { ClusterStatus, NodeDevices, NodeStatus, ServiceStatus } from './cluster-status.js';
export { createHctl } from './create-hctl.js';
export { findHctl } from './find-hctl.js';
export type {
  BootstrapOptions,
  BootstrapSource,
  Hctl,
  HctlTimeouts,
  RunningState,
  StatusAnswer,
} from './hctl.js';
