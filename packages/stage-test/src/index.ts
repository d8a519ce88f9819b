export { test } from './stage.js';
