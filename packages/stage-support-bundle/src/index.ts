export { supportBundle } from './stage.js';
