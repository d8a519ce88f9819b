/** Up to this many names of a map are compared one by one; more are looked up. */
const few = 12;

/**
 * The names of the maps that a scan is inside of, to find repeated ones: hashes first, bytes where
 * hashes agree.
 */
export class NameTable {
  #hashes = new Int32Array(1024);
  #starts = new Int32Array(1024);
  #ends = new Int32Array(1024);
  #size = 0;
  /** Where the names of each open map begin. */
  readonly #bases: number[] = [];
  #base = 0;
  /** The latest name of each hash, of the open maps that have many. */
  readonly #lookups: (Map<number, number> | undefined)[] = [];
  /** The name before with the same hash. */
  #previous = new Int32Array(1024);

  constructor(private readonly bytes: Buffer) {}

  open(): void {
    this.#bases.push(this.#base);
    this.#lookups.push(undefined);
    this.#base = this.#size;
  }

  close(): void {
    this.#size = this.#base;
    this.#base = this.#bases.pop() ?? 0;
    this.#lookups.pop();
  }

  /** Adds a name to the innermost open map; false when that has it already. */
  add(hash: number, start: number, end: number): boolean {
    const at = this.#size;
    if (at === this.#hashes.length) this.#grow();
    this.#hashes[at] = hash;
    this.#starts[at] = start;
    this.#ends[at] = end;
    this.#size++;
    return at - this.#base < few ? this.#isNewAmongFew(at) : this.#isNewAmongMany(at);
  }

  #isNewAmongFew(at: number): boolean {
    const hash = this.#hashes[at];
    for (let other = this.#base; other < at; other++)
      if (this.#hashes[other] === hash && this.#same(at, other)) return false;
    return true;
  }

  #isNewAmongMany(at: number): boolean {
    const last = this.#lookups.length - 1;
    let lookup = this.#lookups[last];
    if (lookup === undefined) {
      this.#lookups[last] = lookup = new Map();
      for (let other = this.#base; other < at; other++) this.#link(lookup, other);
    }
    for (
      let other = lookup.get(this.#hashes[at] ?? 0) ?? -1;
      other >= 0;
      other = this.#previous[other] ?? -1
    )
      if (this.#same(at, other)) return false;
    this.#link(lookup, at);
    return true;
  }

  #link(lookup: Map<number, number>, at: number): void {
    const hash = this.#hashes[at] ?? 0;
    this.#previous[at] = lookup.get(hash) ?? -1;
    lookup.set(hash, at);
  }

  #same(one: number, other: number): boolean {
    const start = this.#starts[one] ?? 0;
    const end = this.#ends[one] ?? 0;
    return this.bytes.compare(this.bytes, this.#starts[other], this.#ends[other], start, end) === 0;
  }

  #grow(): void {
    this.#hashes = enlarged(this.#hashes);
    this.#starts = enlarged(this.#starts);
    this.#ends = enlarged(this.#ends);
    this.#previous = enlarged(this.#previous);
  }
}

function enlarged(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * array.length);
  larger.set(array);
  return larger;
}
