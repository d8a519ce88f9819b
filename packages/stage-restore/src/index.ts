export type {} from './error-codes.js';
export { restore } from './stage.js';
