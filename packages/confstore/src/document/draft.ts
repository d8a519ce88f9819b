import type { ConfMap, ConfValue } from '../conf-store.js';
import { HareError } from '@hare/base';
import { maximumDepth } from '../formats/document-format.js';
import { formatKey } from '../key/format-key.js';
import type { Path, Step } from '../key/path.js';
import { getIn } from './get-in.js';
import { describeValue, isLeaf, isList, isMap } from './kind-of.js';

type MutableMap = Map<string, ConfValue>;
type MutableList = ConfValue[];

/** How far past its end a list may be set; the places between are filled with `""`. */
const maximumPadding = 10_000;

/**
 * A document under change. The document it starts from is never touched: each container is copied
 * before its first change, so many changes cost time linear in what they touch, and what did not
 * change is the same object in both.
 */
export class Draft {
  #root: ConfMap;
  readonly #owned = new WeakSet();

  constructor(
    root: ConfMap,
    private readonly delimiter: string,
  ) {
    this.#root = root;
  }

  get root(): ConfMap {
    return this.#root;
  }

  /** A draft that starts from this one's present state, for a change that may yet be given up. */
  fork(): Draft {
    return new Draft(this.#root, this.delimiter);
  }

  get(path: Path): ConfValue | undefined {
    return getIn(this.#root, path);
  }

  /**
   * Puts a value at a path, making maps and lists on the way and filling lists with `""`; null and
   * `""` on the way give room.
   * @throws HareError `PATH_BLOCKED` when something else is in the way, `LIST_GAP`, `TOO_DEEP`;
   *   nothing is changed then.
   */
  set(path: Path, value: ConfValue): void {
    this.#check(path);
    let container: MutableMap | MutableList = this.#ownRoot();
    for (let at = 0; at < path.length - 1; at++)
      container = this.#enter(container, step(path, at), step(path, at + 1));
    put(container, step(path, path.length - 1), value);
  }

  /**
   * Takes the entry at a path away, and says whether it was there. The last item of a list goes,
   * any other becomes `""`.
   * @throws HareError `NOT_A_LEAF` for a map or list with items unless forced, `PATH_BLOCKED` for
   *   an index on something that is no list.
   */
  delete(path: Path, force: boolean): boolean {
    const parentPath = path.slice(0, -1);
    const last = step(path, path.length - 1);
    const parent = getIn(this.#root, parentPath);
    if (typeof last === 'number' && parent !== undefined && parent !== null && !isList(parent)) {
      throw new HareError(
        'PATH_BLOCKED',
        `cannot delete ${this.#key(path)}: ${this.#key(parentPath)} is ${describeValue(parent, parentPath)}, not a list`,
        { where: { key: this.#key(path) }, hint: 'leave the index away' },
      );
    }
    const value = getIn(this.#root, path);
    if (value === undefined) return false;
    if (!force && !isLeaf(value)) {
      throw new HareError(
        'NOT_A_LEAF',
        `cannot delete ${this.#key(path)}: it is ${describeValue(value, path)}`,
        {
          where: { key: this.#key(path) },
          hint: 'delete its keys one by one, or all of it with force (--force)',
        },
      );
    }
    let container: MutableMap | MutableList = this.#ownRoot();
    for (let at = 0; at < path.length - 1; at++)
      container = this.#enter(container, step(path, at), step(path, at + 1));
    if (container instanceof Map) container.delete(String(last));
    else if (last === container.length - 1) container.pop();
    else container[Number(last)] = '';
    return true;
  }

  #check(path: Path): void {
    if (path.length > maximumDepth)
      throw new HareError(
        'TOO_DEEP',
        `the key has ${path.length} steps, more than ${maximumDepth}`,
        { hint: 'a document may be nested 1,000 levels deep' },
      );
    let value: ConfValue | undefined = this.#root;
    for (const [at, next] of path.entries()) {
      const room: boolean = value === undefined || ((value === null || value === '') && at > 0);
      if (typeof next === 'number') {
        if (!room && !isList(value))
          throw this.#blocked(
            path,
            at,
            value,
            `an index needs a list; for a name that looks like an index, quote it: "${String(path[at - 1] ?? '')}[${next}]"`,
          );
        const length = isList(value) ? value.length : 0;
        if (next > length + maximumPadding) {
          throw new HareError(
            'LIST_GAP',
            `cannot set ${this.#key(path)}: the list ${this.#key(path.slice(0, at))} has ${length} items, and at most ${maximumPadding} places are filled`,
            { where: { key: this.#key(path) }, hint: `the next free place is [${length}]` },
          );
        }
        value = isList(value) ? value[next] : undefined;
      } else {
        if (!room && !isMap(value))
          throw this.#blocked(
            path,
            at,
            value,
            isList(value)
              ? 'write which item is meant: [0], [1] …'
              : 'delete it first, or take another name',
          );
        value = isMap(value) ? value.get(next) : undefined;
      }
    }
  }

  #blocked(path: Path, at: number, value: ConfValue | undefined, hint: string): HareError {
    const key = this.#key(path);
    return new HareError(
      'PATH_BLOCKED',
      `cannot set ${key}: ${at === 0 ? 'the document' : this.#key(path.slice(0, at))} is ${describeValue(value ?? null, path.slice(0, at))}`,
      { where: { key }, hint },
    );
  }

  #key(path: Path): string {
    return formatKey(path, this.delimiter);
  }

  #ownRoot(): MutableMap {
    this.#root = this.#own(this.#root) as MutableMap;
    return this.#root as MutableMap;
  }

  /**
   * The container below `container`, as a copy that may be changed; made, with the kind that the
   * step after it needs, when there is room.
   */
  #enter(container: MutableMap | MutableList, at: Step, next: Step): MutableMap | MutableList {
    const found = container instanceof Map ? container.get(String(at)) : container[Number(at)];
    const own =
      isMap(found) || isList(found)
        ? this.#own(found)
        : this.#make(typeof next === 'string' ? new Map<string, ConfValue>() : []);
    if (own !== found) put(container, at, own);
    return own;
  }

  #own(value: ConfMap | readonly ConfValue[]): MutableMap | MutableList {
    if (this.#owned.has(value)) return value as MutableMap | MutableList;
    return this.#make(isList(value) ? [...value] : new Map(value));
  }

  #make(fresh: MutableMap | MutableList): MutableMap | MutableList {
    this.#owned.add(fresh);
    return fresh;
  }
}

function put(container: MutableMap | MutableList, at: Step, value: ConfValue): void {
  if (container instanceof Map) {
    container.set(String(at), value);
    return;
  }
  const position = Number(at);
  while (container.length < position) container.push('');
  container[position] = value;
}

function step(path: Path, at: number): Step {
  const found = path[at];
  if (found === undefined) throw new RangeError('an empty path has no steps');
  return found;
}
