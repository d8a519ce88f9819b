export * from './command.js';
export * from './create-run-command.js';
export * from './mask-text.js';
