import type { CommandEntry } from '@hare/cli/table';
import type { Command } from './command.js';

/** A command as `confstore` knows it before it is loaded. */
export interface ConfStoreEntry extends CommandEntry<Command> {
  readonly usage: string;
  readonly takesUrl: boolean;
}

const entry = (
  name: string,
  usage: string,
  summary: string,
  load: () => Promise<Command>,
  takesUrl = true,
): ConfStoreEntry => ({ name, usage, summary, takesUrl, load });

/** The sub-commands, in the order of the help. */
export const commandTable: readonly ConfStoreEntry[] = [
  entry(
    'get',
    'KEYS [DEFAULTS]',
    'print the values of keys',
    async () => (await import('../commands/get.js')).getCommand,
  ),
  entry(
    'set',
    "'KEY=VALUE;…' | KEY VALUE",
    'set keys to text, or with --typed to JSON values',
    async () => (await import('../commands/set.js')).setCommand,
  ),
  entry(
    'delete',
    'KEYS',
    'delete keys',
    async () => (await import('../commands/delete.js')).deleteCommand,
  ),
  entry(
    'get_keys',
    '',
    'list the keys',
    async () => (await import('../commands/get-keys.js')).getKeysCommand,
  ),
  entry(
    'search',
    'PARENT KEY [VALUE]',
    'find keys by name below a parent',
    async () => (await import('../commands/search.js')).searchCommand,
  ),
  entry(
    'merge',
    'SOURCE',
    'copy missing keys from another store',
    async () => (await import('../commands/merge.js')).mergeCommand,
  ),
  entry(
    'copy',
    'TARGET [KEYS]',
    'copy the keys of this store to another',
    async () => (await import('../commands/copy.js')).copyCommand,
  ),
  entry(
    'convert',
    'TARGET',
    'convert this store to any format',
    async () => (await import('../commands/convert.js')).convertCommand,
  ),
  entry(
    'compare',
    'OTHER',
    'list the new, deleted and updated keys',
    async () => (await import('../commands/compare.js')).compareCommand,
  ),
  entry(
    'diff',
    'OTHER',
    'show a unified diff of two stores, with secrets masked',
    async () => (await import('../commands/diff.js')).diffCommand,
  ),
  entry(
    'addnumkeys',
    '',
    'set num_NAME for every list NAME',
    async () => (await import('../commands/addnumkeys.js')).addnumkeysCommand,
  ),
  entry(
    'lock',
    '[DOMAIN]',
    'take a lock for a limited time',
    async () => (await import('../commands/lock.js')).lockCommand,
  ),
  entry(
    'unlock',
    '[DOMAIN]',
    'release a lock',
    async () => (await import('../commands/unlock.js')).unlockCommand,
  ),
  entry(
    'test_lock',
    '[DOMAIN]',
    'check whether a lock is available',
    async () => (await import('../commands/test-lock.js')).testLockCommand,
  ),
  entry(
    'validate',
    '',
    'check the store, and show its kind of lock',
    async () => (await import('../commands/validate.js')).validateCommand,
  ),
  entry(
    'watch',
    '[KEY]',
    'print the value of a key after each change',
    async () => (await import('../commands/watch.js')).watchCommand,
  ),
  entry(
    'completion',
    'bash|zsh|fish',
    'print a script for shell completion',
    async () => (await import('../commands/completion.js')).completionCommand,
    false,
  ),
];
