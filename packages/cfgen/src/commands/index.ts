export { hareCfgen } from '../hare-cfgen.js';
export { program } from '../program.js';
