export { cleanup } from './stage.js';
