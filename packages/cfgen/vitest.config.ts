export { twoWorkers as default } from '../../vitest.base.js';
