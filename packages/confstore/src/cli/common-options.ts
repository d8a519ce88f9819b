import type { CommandOption } from './command.js';

/** What every command with a URL takes beside its own options. */
export const commonOptions: readonly CommandOption[] = [
  {
    flags: '--delimiter <char>',
    summary: 'what separates the names of a key: > . / | : or ; (default >)',
  },
];
