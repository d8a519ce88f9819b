/** A value of a TOML document with its offsets in the text: `end` is the first offset behind it. */
export type TomlNode = TomlScalar | TomlArray | TomlInlineTable;

export interface TomlScalar {
  readonly kind: 'scalar';
  readonly start: number;
  readonly end: number;
  /** What a string holds; undefined for everything that is written without quotes. */
  readonly string: string | undefined;
}

export interface TomlArray {
  readonly kind: 'array';
  readonly start: number;
  readonly end: number;
  readonly items: readonly TomlNode[];
  /** The offset of the comma behind each item; the last may have none. */
  readonly commas: readonly number[];
}

export interface TomlInlineTable {
  readonly kind: 'inline';
  readonly start: number;
  readonly end: number;
  readonly pairs: readonly TomlPair[];
  readonly commas: readonly number[];
}

/**
 * `a.b = value`: `start` is the offset of the key, `equals` of the sign behind it; the pair ends
 * where its value does.
 */
export interface TomlPair {
  readonly kind: 'pair';
  readonly path: readonly string[];
  readonly start: number;
  readonly equals: number;
  readonly value: TomlNode;
}

/** `[a.b]`, or `[[a.b]]` when it adds an element to an array of tables. */
export interface TomlHeader {
  readonly kind: 'header';
  readonly path: readonly string[];
  readonly addsElement: boolean;
  readonly start: number;
  readonly end: number;
}

export type TomlStatement = TomlPair | TomlHeader;
