import { getScalarValue, type Event } from 'js-yaml';
import type { ConfMap, ConfValue } from '../../conf-store.js';
import { describeValue, isList, isMap } from '../../document/kind-of.js';
import { ListBuilder, MapBuilder } from '../../document/shared-builders.js';
import { textOf } from '../../document/text-of.js';
import type { HareError } from '../../error.js';
import { maximumDepth } from '../document-format.js';
import { errorAt, type Source } from '../source.js';
import { KnownNames } from '../known-names.js';
import { repeatedName } from '../repeated-name.js';
import { resolveNumber, resolvePlain } from './resolve-yaml-scalar.js';
import type { YamlEventReader } from './yaml-event-reader.js';
import { coreTag, declaredHandles } from './yaml-tags.js';

type Scalar = Extract<Event, { type: 4 }>;
type Container = Extract<Event, { type: 2 | 3 }>;
type Alias = Extract<Event, { type: 5 }>;

/** What an anchor names, and how much of the document an alias to it adds. */
interface Anchored {
  readonly value: ConfValue;
  readonly values: number;
  readonly depth: number;
}

/** The maps of a merge key, and how many entries stand before it. */
interface Merge {
  readonly at: number;
  readonly maps: readonly ConfMap[];
}

/** Aliases may make a document ten times as large as it is written, or have this many values. */
const alwaysAllowedValues = 100_000;

/**
 * The model of a YAML document: names as they are written, aliases and merge keys resolved. What
 * aliases share is one object.
 */
export class YamlModelBuilder {
  /** How many values the document has so far, each alias counted with all that it stands for. */
  #values = 0;
  #depth = 0;
  #deepest = 0;
  readonly #anchors = new Map<string, Anchored | undefined>();
  readonly #known = new KnownNames();
  #declared: ReadonlySet<string> = new Set();
  /** Names that are repeated with the same value. */
  readonly warnings: HareError[] = [];

  constructor(
    private readonly events: YamlEventReader,
    private readonly text: string,
    private readonly source: Source,
  ) {}

  /**
   * @throws HareError `ROOT_NOT_MAP`, `DUPLICATE_KEY`, `UNKNOWN_TAG`, `YAML_ALIAS`, `YAML_KEY`,
   * `TOO_DEEP`
   */
  build(expected?: ConfMap): ConfMap {
    const document = this.events.peek();
    if (document === undefined) return new Map();
    this.#declared = declaredHandles(this.events.next());
    const first = this.events.peek();
    if (
      first === undefined ||
      (first.type === 4 && first.valueStart < 0 && first.style === 1 && first.tagStart < 0)
    )
      return new Map();
    const root = this.#node(expected);
    if (!isMap(root))
      throw this.#fault(
        'ROOT_NOT_MAP',
        `the document is ${describeValue(root)}, not a map`,
        first,
        'its outermost value must be a map: name: value',
      );
    return root;
  }

  /**
   * What is in the value as in the expected one is that one's, but for what anchors and merge keys
   * are about.
   */
  #node(expected?: ConfValue): ConfValue {
    const event = this.events.next();
    if (event.type === 5) return this.#alias(event);
    if (event.type === 4) return this.#anchored(event, () => this.#scalar(event));
    if (event.type === 2) return this.#anchored(event, () => this.#list(event, expected));
    if (event.type === 3) return this.#anchored(event, () => this.#map(event, expected));
    throw new RangeError('no node at an event');
  }

  #anchored(event: Scalar | Container, read: () => ConfValue): ConfValue {
    this.#values++;
    if (event.anchorStart < 0) return read();
    const name = this.text.slice(event.anchorStart, event.anchorEnd);
    this.#anchors.set(name, undefined);
    const before = this.#values;
    const outer = this.#deepest;
    this.#deepest = this.#depth;
    const value = read();
    this.#anchors.set(name, {
      value,
      values: this.#values - before + 1,
      depth: this.#deepest - this.#depth,
    });
    this.#deepest = Math.max(outer, this.#deepest);
    return value;
  }

  #alias(event: Alias): ConfValue {
    const name = this.text.slice(event.anchorStart, event.anchorEnd);
    const found = this.#anchors.get(name);
    if (found === undefined) {
      const inside = this.#anchors.has(name);
      throw this.#fault(
        'YAML_ALIAS',
        inside
          ? `the alias *${name} stands inside of the value that it names`
          : `the alias *${name} has no anchor before it`,
        event,
        inside ? 'a value cannot hold itself' : `write &${name} before the value that is meant`,
      );
    }
    this.#values += found.values;
    if (this.#values > alwaysAllowedValues && this.#values > 10 * this.events.loaded)
      throw this.#fault(
        'YAML_ALIAS',
        'the aliases make the document too large',
        event,
        'write out what is really needed',
      );
    this.#goDeep(this.#depth + found.depth, event);
    return found.value;
  }

  #goDeep(depth: number, event: Event): void {
    if (depth > maximumDepth)
      throw this.#fault(
        'TOO_DEEP',
        `the document is nested deeper than ${maximumDepth} levels`,
        event,
        'flatten it',
      );
    this.#deepest = Math.max(this.#deepest, depth);
  }

  #scalar(event: Scalar): ConfValue {
    const text = this.#textOf(event);
    if (event.tagStart < 0) return event.style === 1 ? resolvePlain(text) : text;
    const tag = this.#tag(event);
    if (tag === 'str') return text;
    const value = tag === 'int' || tag === 'float' ? resolveNumber(text) : resolvePlain(text);
    const fits =
      tag === 'null'
        ? value === null
        : tag === 'bool'
          ? typeof value === 'boolean'
          : tag === 'int' || tag === 'float'
            ? value !== undefined
            : false;
    if (!fits || value === undefined)
      throw this.#fault(
        'SYNTAX',
        `${describeValue(text)} does not fit its tag !!${tag}`,
        event,
        'remove the tag, or correct the value',
      );
    return value;
  }

  #textOf(event: Scalar): string {
    if (event.valueStart < 0) return '';
    return event.fast
      ? this.#known.takeShort(this.text, event.valueStart, event.valueEnd)
      : getScalarValue(this.text, event);
  }

  #tag(event: Scalar | Container): string {
    const written = this.text.slice(event.tagStart, event.tagEnd);
    const tag = coreTag(written, this.#declared);
    if (tag === undefined)
      throw errorAt(
        'UNKNOWN_TAG',
        `the tag ${written} is not known`,
        this.text,
        event.tagStart,
        this.source,
        'remove the tag; only !!str !!int !!float !!bool !!null !!map !!seq are read',
      );
    return tag;
  }

  #mustBe(wanted: 'map' | 'seq', event: Container): void {
    this.#goDeep(this.#depth + 1, event);
    if (event.tagStart >= 0 && this.#tag(event) !== wanted)
      throw errorAt(
        'SYNTAX',
        `a ${wanted === 'map' ? 'map' : 'list'} does not fit its tag ${this.text.slice(event.tagStart, event.tagEnd)}`,
        this.text,
        event.tagStart,
        this.source,
        'remove the tag',
      );
  }

  #list(event: Container, expected: ConfValue | undefined): ConfValue {
    this.#mustBe('seq', event);
    this.#depth++;
    const list = new ListBuilder(expected);
    while (this.events.peek()?.type !== 6) list.push(this.#node(list.expected));
    this.events.next();
    this.#depth--;
    return list.build();
  }

  #map(event: Container, expected: ConfValue | undefined): ConfMap {
    this.#mustBe('map', event);
    this.#depth++;
    const map = new MapBuilder(expected);
    let merge: Merge | undefined;
    let size = 0;
    for (; this.events.peek()?.type !== 6; size++) {
      const key = this.events.peek();
      const name = this.#name();
      if (key?.type === 4 && isMergeKey(key, name)) {
        if (merge !== undefined)
          throw this.#fault(
            'DUPLICATE_KEY',
            'the merge key << is there twice in one map',
            key,
            'merge several maps as a list: <<: [*a, *b]',
          );
        merge = { at: size, maps: this.#mergedMaps(this.#node(), key) };
        continue;
      }
      if (map.has(name) && key !== undefined)
        this.warnings.push(
          repeatedName(
            name,
            [map.get(name), this.#node()],
            this.text,
            this.#offset(key),
            this.source,
          ),
        );
      else map.set(name, this.#node(map.expected(name)));
    }
    this.events.next();
    this.#depth--;
    return merge === undefined ? map.build() : mergeInto(map.build(), merge);
  }

  #name(): string {
    const event = this.events.next();
    if (event.type === 4) {
      const text = this.#textOf(event);
      if (event.tagStart >= 0) this.#tag(event);
      this.#anchored(event, () => text);
      return text;
    }
    if (event.type === 5) {
      const value = this.#alias(event);
      if (!isMap(value) && !isList(value)) return textOf(value);
    }
    throw this.#fault(
      'YAML_KEY',
      'a map or list stands where a name must',
      event,
      'names of maps are texts',
    );
  }

  #mergedMaps(value: ConfValue, key: Event): readonly ConfMap[] {
    const maps = isList(value) ? value : [value];
    if (!maps.every(isMap))
      throw this.#fault(
        'YAML_MERGE',
        'the merge key << has a value that is no map',
        key,
        'merge a map: <<: *anchor',
      );
    this.#values += maps.reduce((sum, map) => sum + map.size, 0);
    return maps;
  }

  #fault(code: string, what: string, event: Event, hint: string): HareError {
    return errorAt(code, what, this.text, this.#offset(event), this.source, hint);
  }

  #offset(event: Event): number {
    const offsets =
      event.type === 4
        ? [event.valueStart, event.tagStart, event.anchorStart]
        : event.type === 5
          ? [event.anchorStart - 1]
          : event.type === 2 || event.type === 3
            ? [event.start]
            : [];
    return offsets.find((offset) => offset >= 0) ?? 0;
  }
}

/** True for a plain, untagged `<<`. */
export function isMergeKey(event: Scalar, name: string): boolean {
  return name === '<<' && event.style === 1 && event.tagStart < 0;
}

/**
 * The map with what is merged at a place in it: its own entries win, then the first of the merged
 * maps that has a name.
 */
function mergeInto(own: ConfMap, { at, maps }: Merge): ConfMap {
  const merged = new Map<string, ConfValue>();
  const names = [...own.keys()];
  for (const name of names.slice(0, at)) merged.set(name, own.get(name) ?? null);
  for (const map of maps)
    for (const [name, value] of map)
      if (!own.has(name) && !merged.has(name)) merged.set(name, value);
  for (const name of names.slice(at)) merged.set(name, own.get(name) ?? null);
  return merged;
}
