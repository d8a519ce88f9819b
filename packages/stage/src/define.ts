export type {} from './error-codes.js';
export { defineStage, type StageDefinition } from './define-stage.js';
export { cdfOption, dialectOption } from './options/shared-options.js';
