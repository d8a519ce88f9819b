export type {} from './error-codes.js';
export { main } from './main.js';
