export type {} from './error-codes.js';
export { test } from './stage.js';
