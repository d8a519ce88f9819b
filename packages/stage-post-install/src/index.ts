export { postInstall } from './stage.js';
