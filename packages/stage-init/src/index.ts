export type {} from './error-codes.js';
export { init } from './stage.js';
