export type { CommandArgument, CommandDefinition, CommandOption } from './command.js';
export { commandTable, type CommandEntry } from './command-table.js';
export { commonOptions } from './common-options.js';
export { overview } from './overview.js';
