export { backup } from './stage.js';
