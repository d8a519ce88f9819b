/**
 * A YAML document with its places: scalars as the text they were written as, so that `010`, `yes`
 * and `1e3` are still what people wrote.
 */
export type YamlNode = YamlScalar | YamlList | YamlMap;

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly offset: number;
  /** Behind its last character. */
  readonly end: number;
  /** `null` for a plain null. */
  readonly value: string | null;
}

export interface YamlList {
  readonly kind: 'list';
  readonly offset: number;
  readonly items: YamlNode[];
}

export interface YamlMap {
  readonly kind: 'map';
  readonly offset: number;
  /** In order; aliases and merges are already resolved. */
  readonly entries: Map<
    string,
    {
      readonly nameOffset: number;
      readonly node: YamlNode;
      /** Came in through `<<`. */ readonly merged: boolean;
    }
  >;
}
