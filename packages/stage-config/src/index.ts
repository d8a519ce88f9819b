export { config } from './stage.js';
