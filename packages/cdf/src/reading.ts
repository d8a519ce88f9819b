// What a stage reads the CDF of its machine with: few modules, loaded quickly.
export { isError, problemToError } from './problem.js';
export { parseCdf } from './read-cdf.js';
