export { activeUnits, nameUnits, stopCommand, type ActiveUnit } from './active-units.js';
export { bootstrapFiles, bootstrapSource } from './bootstrap-source.js';
export { readClusterCdf, type ClusterCdf } from './cluster-cdf.js';
export { clusterId } from './cluster-id.js';
export {
  createClusterSession,
  type ClusterSession,
  type FoundCluster,
  type StartOutcome,
} from './cluster-session.js';
export { ioserviceWasStarted } from './ioservice-was-started.js';
export { keepKv } from './kv-kept.js';
export { kvIsLost } from './kv-lost.js';
export { confStoreIfAny } from './conf-store-if-any.js';
export {
  identifyNode,
  readMachineId,
  thisNode,
  type NodeIdentity,
  type NodeKnownBy,
} from './this-node.js';
export { allServicesRun } from './service-findings.js';
export { transportOf } from './transport-of.js';
export { cdfValid } from './steps/cdf-valid.js';
export { clusterAsFound, type ClusterAsFoundOptions } from './steps/cluster-as-found.js';
export {
  clusterBootstrapped,
  type BootstrapPlan,
  type ClusterBootstrappedOptions,
} from './steps/cluster-bootstrapped.js';
export { clusterKnown } from './steps/cluster-known.js';
export { hctlFound } from './steps/hctl-found.js';
export { kvPutBack } from './steps/kv-put-back.js';
export { noBootstrapAtWork } from './steps/no-bootstrap-at-work.js';
export { servicesStarted } from './steps/services-started.js';
