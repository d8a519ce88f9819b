import type { ConfList, ConfMap, ConfValue } from '../conf-store.js';
import { isList, isMap } from './kind-of.js';

/**
 * Builds a map entry by entry. As long as the entries are those of an expected map, in its order,
 * nothing is made: a document that is read again to be compared with what it should be needs no
 * second model.
 */
export class MapBuilder {
  #own: Map<string, ConfValue> | undefined;
  readonly #expected: ConfMap | undefined;
  readonly #order: Iterator<[string, ConfValue]> | undefined;
  #next: readonly [string, ConfValue] | undefined;
  #shared = 0;

  constructor(expected: ConfValue | undefined) {
    if (!isMap(expected)) {
      this.#own = new Map();
      return;
    }
    this.#expected = expected;
    this.#order = expected.entries();
    this.#advance();
  }

  /** Whether an entry of this name was set. */
  has(name: string): boolean {
    if (this.#own === undefined && this.#next?.[0] === name) return false;
    return this.#map().has(name);
  }

  /** The value of an entry that was set. */
  get(name: string): ConfValue | undefined {
    return this.#map().get(name);
  }

  /** What the value of this name, the next to be set, is expected to be. */
  expected(name: string): ConfValue | undefined {
    return this.#own === undefined && this.#next?.[0] === name
      ? this.#next[1]
      : this.#expected?.get(name);
  }

  set(name: string, value: ConfValue): void {
    if (this.#own === undefined && this.#next?.[0] === name && Object.is(this.#next[1], value)) {
      this.#shared++;
      this.#advance();
    } else this.#map().set(name, value);
  }

  /** The map of all that was set: the expected one itself when it is the same. */
  build(): ConfMap {
    return this.#own === undefined && this.#shared === this.#expected?.size
      ? this.#expected
      : this.#map();
  }

  /** The map of its own, made when the first entry differs. */
  #map(): Map<string, ConfValue> {
    if (this.#own !== undefined) return this.#own;
    this.#own = new Map();
    for (const [name, value] of this.#expected ?? []) {
      if (this.#own.size === this.#shared) break;
      this.#own.set(name, value);
    }
    return this.#own;
  }

  #advance(): void {
    const next = this.#order?.next();
    this.#next = next === undefined || next.done === true ? undefined : next.value;
  }
}

/** Builds a list item by item; like `MapBuilder`, of an expected list it makes no copy. */
export class ListBuilder {
  #own: ConfValue[] | undefined;
  readonly #expected: ConfList | undefined;
  #shared = 0;

  constructor(expected: ConfValue | undefined) {
    if (isList(expected)) this.#expected = expected;
    else this.#own = [];
  }

  /** What the next item is expected to be. */
  get expected(): ConfValue | undefined {
    return this.#expected?.[this.#own?.length ?? this.#shared];
  }

  push(value: ConfValue): void {
    if (
      this.#own === undefined &&
      this.#shared < (this.#expected?.length ?? 0) &&
      Object.is(this.#expected?.[this.#shared], value)
    )
      this.#shared++;
    else this.#list().push(value);
  }

  build(): ConfList {
    return this.#own === undefined && this.#shared === this.#expected?.length
      ? this.#expected
      : this.#list();
  }

  #list(): ConfValue[] {
    this.#own ??= this.#expected?.slice(0, this.#shared) ?? [];
    return this.#own;
  }
}
