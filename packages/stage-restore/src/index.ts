export { restore } from './stage.js';
