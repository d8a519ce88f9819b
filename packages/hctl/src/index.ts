export type { ClusterStatus } from './cluster-status.js';
export { compareServices } from './compare-services.js';
export { compareStatus } from './compare-status.js';
export { createHctl } from './create-hctl.js';
export type { ClientsNeed } from './expected-services.js';
export { findHctl } from './find-hctl.js';
export { type Finding, formatFinding } from './finding.js';
export type {
  BootstrapOptions,
  BootstrapSource,
  Hctl,
  HctlTimeouts,
  RunningState,
} from './hctl.js';
export { sameHost } from './same-host.js';
export { requiredServices, waitUntilStarted } from './wait-until-started.js';
