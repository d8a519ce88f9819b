export { confstore } from './confstore.js';
export { program } from './program.js';
