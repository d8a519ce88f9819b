import type { Event } from 'js-yaml';
import type { SeparatedItem } from '../../edit/separated-items.js';

/** A value of a YAML text, by offsets. */
export type YamlNode = YamlScalar | YamlAlias | YamlMap | YamlList;

interface YamlPlace {
  readonly slot: YamlSlot;
  /** Where the value starts, its anchor and tag included; equals `start` when it has none. */
  readonly propsStart: number;
  /**
   * Where the value itself starts: its quote, bracket, `|` or first name. Nothing written (null):
   * where it would be.
   */
  readonly start: number;
  /** Where it ends; for a block scalar, the start of the line after it. */
  readonly end: number;
  readonly anchor: string | undefined;
  /** The tag as it stands in the text, by offsets. */
  readonly tag: { readonly start: number; readonly end: number } | undefined;
}

export interface YamlScalar extends YamlPlace {
  readonly kind: 'scalar';
  readonly style: 'none' | 'plain' | 'single' | 'double' | 'block';
  readonly event: Extract<Event, { type: 4 }>;
}

export interface YamlAlias extends YamlPlace {
  readonly kind: 'alias';
  readonly name: string;
  /** The value that the alias stands for. */
  readonly target: YamlNode | undefined;
}

export interface YamlMap extends YamlPlace {
  readonly kind: 'map';
  /** `block`: entries on lines; `flow`: in braces; `pair`: the one entry of `[a: b]`. */
  readonly layout: 'block' | 'flow' | 'pair';
  /** The column in which the names of a block map stand. */
  readonly column: number;
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry extends SeparatedItem {
  /** The name as the model has it; undefined when the key is an alias, a map or a list. */
  readonly name: string | undefined;
  readonly key: YamlNode;
  /** The offset of the `:`; undefined when there is none (`{a}`). */
  readonly colon: number | undefined;
  readonly value: YamlNode;
  /** True for `<<: …`. */
  readonly merges: boolean;
}

export interface YamlList extends YamlPlace {
  readonly kind: 'list';
  readonly layout: 'block' | 'flow';
  /** The column in which the dashes of a block list stand. */
  readonly column: number;
  readonly items: readonly YamlItem[];
}

/** An item; `start` is its dash in a block list. */
export interface YamlItem extends SeparatedItem {
  readonly value: YamlNode;
}

/** Where a value stands. */
export interface YamlSlot {
  readonly kind: 'root' | 'entry' | 'item' | 'flow';
  /** The offset after the `:`, `-` or bracket before it. */
  readonly after: number;
  /** The column of the names or dashes of the container it is in. */
  readonly column: number;
}
