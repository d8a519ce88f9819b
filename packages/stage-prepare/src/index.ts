export { prepare } from './stage.js';
