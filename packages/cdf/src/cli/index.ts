export type { CommandDefinition, CommandOption } from './command.js';
export { commandTable, type CommandEntry } from './command-table.js';
export { overview } from './overview.js';
