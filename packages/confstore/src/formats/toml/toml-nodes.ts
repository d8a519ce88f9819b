/** A value of a TOML document with its offsets in the text: `end` is the first offset behind it. */
export type TomlNode = TomlScalar | TomlArray | TomlInlineTable;

export interface TomlScalar {
  readonly kind: 'scalar';
  readonly start: number;
  readonly end: number;
}

export interface TomlArray {
  readonly kind: 'array';
  readonly start: number;
  readonly end: number;
  readonly items: readonly TomlNode[];
}

export interface TomlInlineTable {
  readonly kind: 'inline';
  readonly start: number;
  readonly end: number;
  readonly pairs: readonly TomlPair[];
}

/** `a.b = value`: `start` is the offset of the key; the pair ends where its value does. */
export interface TomlPair {
  readonly kind: 'pair';
  readonly path: readonly string[];
  readonly start: number;
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
