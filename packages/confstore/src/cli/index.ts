export { commandTable } from './command-table.js';
export type { CommandDefinition } from './command.js';
export { commonOptions } from './common-options.js';
export { overview } from './overview.js';
