import type { ConfMap, ConfValue } from '../../src/conf-store.js';
import { textOf } from '../../src/document/text-of.js';
import { formatFlatKey, parseFlatKey } from '../../src/key/flat-key.js';
import { formatKey } from '../../src/key/format-key.js';
import { parseKey } from '../../src/key/parse-key.js';

type Tree = Map<string, Tree> | Tree[] | Exclude<ConfValue, ConfMap | readonly ConfValue[]>;

/** An operation that the rules refuse. */
export class Refused extends Error {}

/**
 * What a store should do, written down as plainly as can be: nothing is shared, nothing is fast.
 */
export interface Model {
  set(key: string, value: ConfValue): void;
  delete(key: string, force: boolean): boolean;
  /** Undefined where the model does not say. */
  get(key: string): ConfValue | undefined;
  keys(): readonly string[];
}

/** The rules of documents with maps and lists. */
export class TreeModel implements Model {
  #root: Tree;

  constructor(root: ConfValue) {
    this.#root = copy(root);
  }

  get data(): ConfValue {
    return copy(this.#root);
  }

  set(key: string, value: ConfValue): void {
    this.#root = put(this.#root, parseKey(key), copy(value), true);
  }

  delete(key: string, force: boolean): boolean {
    const path = parseKey(key);
    const last = path[path.length - 1];
    const parent = find(this.#root, path.slice(0, -1));
    if (typeof last === 'number') {
      if (parent === undefined || parent === null) return false;
      if (!Array.isArray(parent)) throw new Refused();
      if (last >= parent.length) return false;
      if (!force && hasItems(parent[last])) throw new Refused();
      if (last === parent.length - 1) parent.pop();
      else parent[last] = '';
      return true;
    }
    if (!(parent instanceof Map) || last === undefined || !parent.has(last)) return false;
    if (!force && hasItems(parent.get(last))) throw new Refused();
    return parent.delete(last);
  }

  get(key: string): ConfValue {
    return find(this.#root, parseKey(key)) ?? null;
  }

  keys(): readonly string[] {
    const found: string[] = [];
    const walk = (value: Tree, path: readonly (string | number)[]): void => {
      if (!hasItems(value)) {
        if (path.length > 0) found.push(formatKey(path));
      } else if (value instanceof Map)
        for (const [name, item] of value) walk(item, [...path, name]);
      else if (Array.isArray(value)) value.forEach((item, at) => walk(item, [...path, at]));
    };
    walk(this.#root, []);
    return found;
  }
}

/** The rules of flat stores: names with their brackets, and texts. */
export class FlatModel implements Model {
  readonly #texts = new Map<string, string>();

  constructor(entries: readonly (readonly [string, string])[]) {
    for (const [key, text] of entries) this.#texts.set(key, text);
  }

  set(key: string, value: ConfValue): void {
    this.#texts.set(formatFlatKey(parseFlatKey(key)), textOf(value));
  }

  delete(key: string, force: boolean): boolean {
    const own = formatFlatKey(parseFlatKey(key));
    if (this.#texts.has(own) && !force) return this.#texts.delete(own);
    const doomed = [...this.#texts.keys()].filter(
      (other) => other === own || this.#isBelow(other, own),
    );
    if (doomed.length > 0 && !force) throw new Refused();
    for (const other of doomed) this.#texts.delete(other);
    return doomed.length > 0;
  }

  get(key: string): ConfValue | undefined {
    const own = formatFlatKey(parseFlatKey(key));
    const isSubtree = [...this.#texts.keys()].some((other) => this.#isBelow(other, own));
    return this.#texts.get(own) ?? (isSubtree ? undefined : null);
  }

  keys(): readonly string[] {
    return [...this.#texts.keys()];
  }

  #isBelow(other: string, key: string): boolean {
    const path = parseFlatKey(other);
    const above = parseFlatKey(key);
    const last = above.length - 1;
    const segment = path[last] ?? '';
    const name = above[last] ?? '';
    const listItem = segment.startsWith(name) && /^(\[\d+\])+$/.test(segment.slice(name.length));
    return (
      above.slice(0, last).every((one, at) => one === path[at]) &&
      ((segment === name && path.length > above.length) || listItem)
    );
  }
}

function hasItems(value: Tree | undefined): boolean {
  return value instanceof Map ? value.size > 0 : Array.isArray(value) && value.length > 0;
}

function copy(value: ConfValue | Tree): Tree {
  if (value instanceof Map)
    return new Map(
      [...(value as ReadonlyMap<string, ConfValue>)].map(([name, item]) => [name, copy(item)]),
    );
  return Array.isArray(value) ? (value as readonly ConfValue[]).map(copy) : (value as Tree);
}

function find(value: Tree, path: readonly (string | number)[]): Tree | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const child =
    typeof step === 'number'
      ? Array.isArray(value)
        ? value[step]
        : undefined
      : value instanceof Map
        ? value.get(step)
        : undefined;
  return child === undefined ? undefined : find(child, rest);
}

/** A new tree with the value at the path; null and "" on the way give room. */
function put(
  tree: Tree | undefined,
  path: readonly (string | number)[],
  value: Tree,
  isRoot = false,
): Tree {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const room = !isRoot && (tree === undefined || tree === null || tree === '');
  if (typeof step === 'string') {
    if (!room && !(tree instanceof Map)) throw new Refused();
    const map = new Map(tree instanceof Map ? tree : []);
    return map.set(step, put(map.get(step), rest, value));
  }
  if (!room && !Array.isArray(tree)) throw new Refused();
  const list = Array.isArray(tree) ? [...tree] : [];
  if (step > list.length + 10_000) throw new Refused();
  const child = put(list[step], rest, value);
  while (list.length < step) list.push('');
  list[step] = child;
  return list;
}
