export { createComparisonSession, type ComparisonSession } from './comparison-session.js';
export { regressionSteps } from './regression-steps.js';
export { promisesKept, type PromisesKeptOptions } from './steps/promises-kept.js';
export { timeToStart } from './steps/time-to-start.js';
