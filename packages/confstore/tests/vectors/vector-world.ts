import { chmod, lstat, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MapStore, ConfValue } from '../../src/conf-store.js';
import { HareError, isHareError } from '@hare/base';
import { openConfStore } from '../../src/open-conf-store.js';
import { fromTagged } from './from-tagged.js';

declare module '@hare/base' {
  interface ErrorCodes {
    NEVER_OPENED: unknown;
  }
}

type Args = Readonly<Record<string, unknown>>;

/** The stores of one case by their names, and the operations of the recordings on them. */
export class VectorWorld {
  readonly stores = new Map<string, MapStore>();
  #delimiter = '>';

  constructor(private readonly dir: string) {}

  /** The result of an operation as the recording would have it. */
  async run(op: string, args: Args): Promise<unknown> {
    const operation = this.#operations[op];
    if (operation === undefined) throw new Error(`the harness does not know ${op}`);
    return operation(args);
  }

  readonly #operations: Readonly<Record<string, (args: Args) => Promise<unknown>>> = {
    init: async ({ delim = '>' }) => {
      await openConfStore('dict:{}', { delimiter: String(delim), maps: true });
      this.#delimiter = String(delim);
    },
    load: async ({ index, url }) => {
      const store = await openConfStore(this.#placed(url as string), {
        delimiter: this.#delimiter,
        create: true,
        maps: true,
      });
      this.stores.set(String(index), store);
    },
    get: async (args) =>
      this.#store(args['index']).get(args['key'] as string, fromTagged(args['default'] ?? null)),
    set: async (args) =>
      this.#store(args['index']).set(args['key'] as string, fromTagged(args['value'])),
    delete: async (args) =>
      this.#store(args['index']).delete(args['key'] as string, { force: args['force'] === true }),
    get_keys: async (args) => {
      const prefix = args['starts_with'] ?? args['key_prefix'];
      return this.#store(args['index']).keys({
        index: args['key_index'] !== false,
        ...(typeof prefix === 'string' ? { prefix } : {}),
      });
    },
    search: async (args) =>
      this.#store(args['index']).search(
        textOr(args['parent_key'], ''),
        args['search_key'] as string,
        args['search_val'] === undefined ? undefined : fromTagged(args['search_val']),
      ),
    merge: async (args) =>
      this.#store(args['dest']).merge(
        this.#store(args['src']),
        args['keys'] as readonly string[] | undefined,
      ),
    copy: async (args) =>
      this.#store(args['src']).copy(
        this.#store(args['dst']),
        args['keys'] as readonly string[] | undefined,
      ),
    compare: async (args) => {
      const {
        new: added,
        deleted,
        updated,
      } = await this.#store(args['index1']).compare(this.#store(args['index2']));
      return { new: added.toSorted(), deleted: deleted.toSorted(), updated };
    },
    add_num_keys: async (args) => this.#store(args['index']).addNumKeys(),
    get_data: async (args) => this.#store(args['index']).data(),
    save: async (args) => {
      await this.#store(args['index']).save();
    },
    lock: async (args) => this.#lock(args),
    unlock: async (args) =>
      this.#store(args['index']).unlock(
        textOr(args['domain'], 'default'),
        textOr(args['owner'], 'machine'),
        { force: args['force'] === true },
      ),
    test_lock: async (args) =>
      this.#store(args['index']).testLock(
        textOr(args['domain'], 'default'),
        textOr(args['owner'], 'machine'),
      ),
    write_file: async ({ path, text }) => writeFile(this.#placed(path as string), text as string),
    read_file: async ({ path }) => readFile(this.#placed(path as string), 'utf8'),
    remove_file: async ({ path }) => rm(this.#placed(path as string)),
    chmod: async ({ path, mode }) =>
      chmod(this.#placed(path as string), parseInt(mode as string, 8)),
    stat_mode: async ({ path }) =>
      `0o${((await stat(this.#placed(path as string))).mode & 0o7777).toString(8)}`,
    symlink: async ({ path, target }) =>
      symlink(this.#placed(target as string), this.#placed(path as string)),
    is_symlink: async ({ path }) => (await lstat(this.#placed(path as string))).isSymbolicLink(),
    exists: async ({ path }) =>
      stat(this.#placed(path as string)).then(
        () => true,
        () => false,
      ),
    sleep: async ({ seconds }) => sleep(Number(seconds) * 1000),
  };

  async #lock(args: Args): Promise<boolean> {
    const { duration } = args;
    try {
      await this.#store(args['index']).lock(
        textOr(args['domain'], 'default'),
        textOr(args['owner'], 'machine'),
        typeof duration === 'number' ? { durationMs: duration * 1000 } : {},
      );
      return true;
    } catch (error) {
      if (isHareError(error) && error.code === 'CONFSTORE_LOCKED') return false;
      throw error;
    }
  }

  #store(index: unknown): MapStore {
    const store = this.stores.get(String(index));
    if (store === undefined)
      throw new HareError(
        'NEVER_OPENED',
        `there is no store ${String(index)}: in our API a store that was not opened does not exist`,
      );
    return store;
  }

  #placed(text: ConfValue): string {
    return typeof text === 'string' ? text.replaceAll('{dir}', this.dir) : (text as never);
  }
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
