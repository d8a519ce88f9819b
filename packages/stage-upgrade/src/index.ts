export type {} from './error-codes.js';
export { preUpgrade } from './pre-upgrade.js';
export { postUpgrade } from './post-upgrade.js';
export { upgrade } from './upgrade.js';
