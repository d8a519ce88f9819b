export { init } from './stage.js';
