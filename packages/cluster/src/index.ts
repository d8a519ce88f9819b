export type * from './effects.js';
export type {} from './error-codes.js';
export { activeUnits, nameUnits, stopCommand } from './active-units.js';
export { readBootstrapMark, removeBootstrapMark } from './bootstrap/bootstrap-mark.js';
export { bootstrapDigests, bootstrapFiles, bootstrapSource } from './bootstrap/bootstrap-source.js';
export { bootstrapsOnMachine } from './bootstrap/bootstraps-at-work.js';
export { readClusterCdf } from './cluster-cdf.js';
export { clusterId } from './cluster-id.js';
export { type ClusterSession, createClusterSession } from './cluster-session.js';
export {
  type ComparisonSession,
  createComparisonSession,
} from './comparison/comparison-session.js';
export { regressionSteps } from './comparison/regression-steps.js';
export { promisesKept } from './comparison/steps/promises-kept.js';
export { timeToStart } from './comparison/steps/time-to-start.js';
export { confStore, confStoreIfAny } from './conf-store.js';
export {
  type PendingConfiguration,
  appliedKv,
  forgetPending,
  knowsApplied,
  readPending,
  rememberApplied,
  remembersConfd,
  writePending,
} from './configuration/applied-configuration.js';
export { descriptionDigest } from './configuration/description-digest.js';
export {
  type AskedOfMachine,
  askMachine,
  factsOfMachines,
  waitingForFacts,
} from './configuration/facts-of-machines.js';
export { lookAtCdf, unreadable } from './configuration/read-if-any.js';
export {
  isFromElsewhere,
  removeRestoredMark,
  restoredMarkFile,
} from './configuration/restored-mark.js';
export {
  backupRecord,
  configStateFiles,
  mkfsStateFiles,
  receiptFile,
  restoredMark,
} from './configuration/state-files.js';
export { ioserviceWasStarted } from './ioservice-was-started.js';
export { kvIsLost } from './kv-lost.js';
export { changesSinceMkfs, keepFormattedCdf } from './mkfs/formatted-cdf.js';
export { type MkfsMemory, createMkfsMemory, isSameRecord } from './mkfs/mkfs-memory.js';
export {
  type MkfsRecord,
  forgetMkfs,
  formattedCdfFile,
  isFormatted,
  mkfsFile,
  mkfsForgottenFile,
  parseMkfsRecord,
  readMkfsRecord,
  saysFormatted,
  writeMkfsRecord,
} from './mkfs/mkfs-record.js';
export { addressesIn, isLoopback } from './parse-hosts.js';
export { type ReportedParts, reportedParts } from './reported-parts.js';
export { allServicesRun } from './service-findings.js';
export { compareStatus } from './status/compare-status.js';
export { type Finding, formatFinding } from './status/finding.js';
export { unitsOf, waitUntilStarted } from './status/wait-until-started.js';
export { cdfValid } from './steps/cdf-valid.js';
export { clusterAsFound } from './steps/cluster-as-found.js';
export { type BootstrapPlan, clusterBootstrapped } from './steps/cluster-bootstrapped.js';
export { clusterKnown } from './steps/cluster-known.js';
export { hctlFound } from './steps/hctl-found.js';
export { noBootstrapAtWork } from './steps/no-bootstrap-at-work.js';
export { servicesStarted } from './steps/services-started.js';
export { type NodeIdentity, type NodeKnownBy, identifyNode, thisNode } from './this-node.js';
