import type { CommandEntry } from '@hare/cli/table';
import type { Command } from './command.js';

/** A command as `confstore` knows it before it is loaded. */
export interface ConfStoreEntry extends CommandEntry<Command> {
  readonly usage: string;
  readonly takesUrl: boolean;
}

const loaders = {
  get: async () => (await import('../commands/get.js')).getCommand,
  set: async () => (await import('../commands/set.js')).setCommand,
  delete: async () => (await import('../commands/delete.js')).deleteCommand,
  remove: async () => (await import('../commands/delete.js')).removeCommand,
  get_keys: async () => (await import('../commands/get-keys.js')).getKeysCommand,
  search: async () => (await import('../commands/search.js')).searchCommand,
  merge: async () => (await import('../commands/merge.js')).mergeCommand,
  copy: async () => (await import('../commands/copy.js')).copyCommand,
  convert: async () => (await import('../commands/convert.js')).convertCommand,
  compare: async () => (await import('../commands/compare.js')).compareCommand,
  diff: async () => (await import('../commands/diff.js')).diffCommand,
  addnumkeys: async () => (await import('../commands/addnumkeys.js')).addnumkeysCommand,
  lock: async () => (await import('../commands/locks.js')).lockCommand,
  unlock: async () => (await import('../commands/locks.js')).unlockCommand,
  test_lock: async () => (await import('../commands/locks.js')).testLockCommand,
  validate: async () => (await import('../commands/validate.js')).validateCommand,
  watch: async () => (await import('../commands/watch.js')).watchCommand,
  completion: async () => (await import('../commands/completion.js')).completionCommand,
} satisfies Readonly<Record<string, () => Promise<Command>>>;

/** The sub-commands, in the order of the help. */
export const commandTable = (
  [
    ['get', 'KEYS [DEFAULTS]', 'print the values of keys'],
    ['set', "'KEY=VALUE;…' | KEY VALUE", 'set keys to text, or with --typed to JSON values'],
    ['delete', 'KEYS', 'delete keys'],
    ['remove', 'KEYS', 'remove keys, and items from lists'],
    ['get_keys', '', 'list the keys'],
    ['search', 'PARENT KEY [VALUE]', 'find keys by name below a parent'],
    ['merge', 'SOURCE', 'copy missing keys from another store'],
    ['copy', 'TARGET [KEYS]', 'copy the keys of this store to another'],
    ['convert', 'TARGET', 'convert this store to any format'],
    ['compare', 'OTHER', 'list the new, deleted and updated keys'],
    ['diff', 'OTHER', 'show a unified diff of two stores, with secrets masked'],
    ['addnumkeys', '', 'set num_NAME for every list NAME'],
    ['lock', '[DOMAIN]', 'take a lock for a limited time'],
    ['unlock', '[DOMAIN]', 'release a lock'],
    ['test_lock', '[DOMAIN]', 'check whether a lock is available'],
    ['validate', '', 'check the store, and show its kind of lock'],
    ['watch', '[KEY]', 'print the value of a key after each change'],
    ['completion', 'bash|zsh|fish', 'print a script for shell completion'],
  ] as const
).map(([name, usage, summary]): ConfStoreEntry => {
  return { name, usage, summary, takesUrl: name !== 'completion', load: loaders[name] };
});
