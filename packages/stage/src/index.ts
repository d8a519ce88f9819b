export * from './define-stage.js';
export * from './places.js';
export * from './settings.js';
export * from './stage-context.js';
export * from './step.js';
