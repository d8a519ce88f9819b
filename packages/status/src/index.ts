export type {} from './error-codes.js';
export { type Condition, conditionOf } from './condition.js';
export { type LastRun, lastRuns } from './last-runs.js';
export { lookAtMachine } from './look-at-machine.js';
export { stageAtWork } from './stage-at-work.js';
export { type StatusReport, statusReport } from './status-report.js';
export { statusSchema } from './status-schema.js';
export { statusText } from './status-text.js';
