export type {} from './error-codes.js';
export { supportBundle } from './stage.js';
