export type {} from './error-codes.js';
export { backup } from './stage.js';
