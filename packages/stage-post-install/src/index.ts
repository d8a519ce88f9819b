export { postInstall } from './stage.js';
export { logrotateText } from './steps/logrotate-configured.js';
