export type { ConfigurationOptions } from './configuration-options.js';
export { configurationSession, type ConfigurationSession } from './configuration-session.js';
export { descriptionDigest } from './description-digest.js';
export type { CdfPlan } from './plan-cdf.js';
export { cdfWritten } from './steps/cdf-written.js';
export { configurationGenerated } from './steps/configuration-generated.js';
export { devicesSeen } from './steps/devices-seen.js';
export { kvApplied } from './steps/kv-applied.js';
export { runRecorded } from './steps/run-recorded.js';
