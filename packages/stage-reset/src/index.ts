export { reset } from './stage.js';
