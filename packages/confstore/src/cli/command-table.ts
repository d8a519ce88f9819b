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
    'set keys to texts, or with --typed to JSON values',
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
    'list the keys of a name below a parent',
    async () => (await import('../commands/search.js')).searchCommand,
  ),
  entry(
    'merge',
    'SOURCE',
    'take over the keys that this store lacks',
    async () => (await import('../commands/merge.js')).mergeCommand,
  ),
  entry(
    'copy',
    'TARGET [KEYS]',
    'set the keys of this store in another',
    async () => (await import('../commands/copy.js')).copyCommand,
  ),
  entry(
    'convert',
    'TARGET',
    'write this store to a new one of any format',
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
    'show what differs as a unified diff, secrets masked',
    async () => (await import('../commands/diff.js')).diffCommand,
  ),
  entry(
    'addnumkeys',
    '',
    'set num_NAME beside every list NAME',
    async () => (await import('../commands/addnumkeys.js')).addnumkeysCommand,
  ),
  entry(
    'lock',
    '[DOMAIN]',
    'take a lock for some time',
    async () => (await import('../commands/lock.js')).lockCommand,
  ),
  entry(
    'unlock',
    '[DOMAIN]',
    'free a lock',
    async () => (await import('../commands/unlock.js')).unlockCommand,
  ),
  entry(
    'test_lock',
    '[DOMAIN]',
    'tell whether a lock could be taken',
    async () => (await import('../commands/test-lock.js')).testLockCommand,
  ),
  entry(
    'validate',
    '',
    'check the store, and say how it is locked',
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
