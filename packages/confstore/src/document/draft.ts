import { HareError } from '@hare/base';
import type { ConfList, ConfMap, ConfValue } from '../conf-store.js';
import { maximumDepth } from '../formats/document-format.js';
import { formatKey } from '../key/format-key.js';
import type { Path, Step } from '../key/path.js';
import { getIn } from './leaves.js';
import { describeValue, isLeaf, isList, isMap } from './kind-of.js';

type Container = Map<string, ConfValue> | ConfValue[];

/** How far past its end a list may be set; the places between are filled with `""`. */
const maximumPadding = 10_000;

/**
 * A document under change. The one it starts from is never touched: each container is copied before
 * its first change, and what did not change is the same object in both.
 */
export class Draft {
  #root: ConfValue;
  readonly #owned = new WeakSet();

  constructor(
    root: ConfValue,
    private readonly delimiter: string,
  ) {
    this.#root = root;
  }

  get root(): ConfValue {
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
   * Puts a value at a path, making maps and lists on the way; null and `""` give room.
   * @throws HareError `PATH_BLOCKED`, `LIST_GAP`, `TOO_DEEP`; nothing is changed then.
   */
  set(path: Path, value: ConfValue): void {
    this.#check(path);
    put(this.#parentOf(path), stepAt(path, path.length - 1), value);
  }

  /**
   * Takes the entry at a path away; whether it was there. The last item of a list goes, any other
   * becomes `""`, unless it `closes`. @throws HareError `NOT_A_LEAF` unless forced, `PATH_BLOCKED`
   */
  delete(path: Path, force: boolean, closes = false): boolean {
    const above = path.slice(0, -1);
    const last = stepAt(path, path.length - 1);
    const parent = getIn(this.#root, above);
    const key = this.#key(path);
    if (typeof last === 'number' && parent !== undefined && parent !== null && !isList(parent)) {
      const found = `${this.#key(above)} is ${describeValue(parent, above)}, not a list`;
      const what = `cannot delete ${key}: ${found}`;
      throw new HareError('PATH_BLOCKED', what, { where: { key }, hint: 'omit the index' });
    }
    const value = getIn(this.#root, path);
    if (value === undefined) return false;
    if (!force && !isLeaf(value)) {
      const what = `cannot delete ${key}: it is ${describeValue(value, path)}`;
      const hint = 'delete its keys one by one, or use --force for all of them';
      throw new HareError('NOT_A_LEAF', what, { where: { key }, hint });
    }
    const container = this.#parentOf(path);
    if (container instanceof Map) container.delete(String(last));
    else if (closes || last === container.length - 1) container.splice(Number(last), 1);
    else container[Number(last)] = '';
    return true;
  }

  #check(path: Path): void {
    if (path.length > maximumDepth) {
      const what = `the key has ${path.length} steps, more than ${maximumDepth}`;
      throw new HareError('TOO_DEEP', what, { hint: 'a document may be nested 1,000 levels deep' });
    }
    let value: ConfValue | undefined = this.#root;
    for (let at = 0; at < path.length; at++) {
      const next = stepAt(path, at);
      const room: boolean = value === undefined || ((value === null || value === '') && at > 0);
      if (typeof next === 'number') {
        if (!room && !isList(value)) {
          const quoted = `"${String(path[at - 1] ?? '')}[${next}]"`;
          const hint = `an index needs a list; for a name that looks like an index, quote it: ${quoted}`;
          throw this.#blocked(path, at, value, hint);
        }
        const length = isList(value) ? value.length : 0;
        if (next > length + maximumPadding) throw this.#gap(path, at, length);
        value = isList(value) ? value[next] : undefined;
      } else {
        if (!room && !isMap(value)) {
          const ofList = 'add the index of the item: [0], [1] …';
          const hint = isList(value) ? ofList : 'delete it first, or use another name';
          throw this.#blocked(path, at, value, hint);
        }
        value = isMap(value) ? value.get(next) : undefined;
      }
    }
  }

  #gap(path: Path, at: number, length: number): HareError {
    const key = this.#key(path);
    const list = `the list ${this.#key(path.slice(0, at))} has ${length} items`;
    const what = `cannot set ${key}: ${list}, and at most ${maximumPadding} places are filled`;
    const hint = `the next free place is [${length}]`;
    return new HareError('LIST_GAP', what, { where: { key }, hint });
  }

  #blocked(path: Path, at: number, value: ConfValue | undefined, hint: string): HareError {
    const key = this.#key(path);
    const above = path.slice(0, at);
    const name = at === 0 ? 'the document' : this.#key(above);
    const what = `cannot set ${key}: ${name} is ${describeValue(value ?? null, above)}`;
    return new HareError('PATH_BLOCKED', what, { where: { key }, hint });
  }

  #key(path: Path): string {
    return formatKey(path, this.delimiter);
  }

  /** The container of a path's entry; what is missing is made as the next step needs it. */
  #parentOf(path: Path): Container {
    let container: Container = this.#own(this.#root as ConfMap | ConfList);
    this.#root = container;
    for (let at = 0; at < path.length - 1; at++) {
      const step = stepAt(path, at);
      const found =
        container instanceof Map ? container.get(String(step)) : container[Number(step)];
      let own: Container;
      if (isMap(found) || isList(found)) own = this.#own(found);
      else own = this.#make(typeof path[at + 1] === 'string' ? new Map<string, ConfValue>() : []);
      if (own !== found) put(container, step, own);
      container = own;
    }
    return container;
  }

  #own(value: ConfMap | readonly ConfValue[]): Container {
    if (this.#owned.has(value)) return value as Container;
    return this.#make(isList(value) ? [...value] : new Map(value));
  }

  #make(fresh: Container): Container {
    this.#owned.add(fresh);
    return fresh;
  }
}

function put(container: Container, at: Step, value: ConfValue): void {
  if (container instanceof Map) {
    container.set(String(at), value);
    return;
  }
  const position = Number(at);
  while (container.length < position) container.push('');
  container[position] = value;
}

function stepAt(path: Path, at: number): Step {
  const found = path[at];
  if (found === undefined) throw new RangeError('an empty path has no steps');
  return found;
}
