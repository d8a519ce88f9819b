export type {} from './error-codes.js';
export { prepare } from './stage.js';
