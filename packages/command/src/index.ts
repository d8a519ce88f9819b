export type {} from './error-codes.js';
export type { CommandResult, RunCommand } from './command.js';
export { type RunCommandContext, createRunCommand } from './create-run-command.js';
export { lastLines } from './last-lines.js';
