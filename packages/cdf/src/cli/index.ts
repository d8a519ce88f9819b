export { hareCdf } from './hare-cdf.js';
export { program } from './program.js';
