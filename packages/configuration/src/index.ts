export type { ConfigurationOptions } from './configuration-options.js';
export { type ConfigurationSession, configurationSession } from './configuration-session.js';
export { withReceipt } from './receipt/with-receipt.js';
export { cdfWritten } from './steps/cdf-written.js';
export { configurationGenerated } from './steps/configuration-generated.js';
export { devicesSeen } from './steps/devices-seen.js';
export { kvApplied } from './steps/kv-applied.js';
export { runRecorded } from './steps/run-recorded.js';
