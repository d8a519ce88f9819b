import { getScalarValue, type Event } from 'js-yaml';
import type { ConfMap, ConfValue } from '../../conf-store.js';
import { describeValue, isList, isMap } from '../../document/kind-of.js';
import { textOf } from '../../document/text-of.js';
import type { ErrorCode, HareError } from '@hare/base';
import { maximumDepth, type ParsedDocument } from '../document-format.js';
import { repeatedName } from '../repeated-name.js';
import { errorAt, type Source } from '../source.js';
import { resolveNumber, resolvePlain } from './resolve-yaml-scalar.js';

type Scalar = Extract<Event, { type: 4 }>;
type Container = Extract<Event, { type: 2 | 3 }>;
type Alias = Extract<Event, { type: 5 }>;

/** What an anchor names, and how much of the document an alias to it adds. */
interface Anchored {
  readonly value: ConfValue;
  readonly values: number;
  readonly depth: number;
}

/** Aliases may make a document ten times as large as it is written, or have this many values. */
const alwaysAllowedValues = 100_000;

/** The name of a tag of the core schema; undefined for tags of others, whose values are texts. */
export function coreTag(written: string): string | undefined {
  return /^(?:!!|!<tag:yaml\.org,2002:(?=.*>$))(str|int|float|bool|null|map|seq)>?$/.exec(
    written,
  )?.[1];
}

/** The model of a YAML text, aliases and merge keys resolved; what they share is one object. */
export function buildYamlModel(
  events: readonly Event[],
  text: string,
  source: Source,
): ParsedDocument {
  const builder = new YamlModelBuilder(events, text, source);
  return { root: builder.build(), warnings: builder.warnings };
}

class YamlModelBuilder {
  #at = 0;
  /** How many values the document has so far, each alias counted with its whole value. */
  #values = 0;
  #depth = 0;
  #deepest = 0;
  /** By name; undefined while the value is read. */
  readonly #anchors = new Map<string, Anchored | undefined>();
  /** The tag handles that the document itself declares: what they mean is not the core schema. */
  #declared: readonly string[] = [];
  /** Names that are repeated with the same value. */
  readonly warnings: HareError[] = [];

  constructor(
    private readonly events: readonly Event[],
    private readonly text: string,
    private readonly source: Source,
  ) {}

  build(): ConfValue {
    const [document] = this.events;
    this.#at = 1;
    if (document?.type === 1)
      this.#declared = document.directives.flatMap((each) =>
        each.kind === 'tag' ? [each.handle] : [],
      );
    return this.events.length === 0 ? null : this.#node();
  }

  #next(): Event {
    const event = this.events[this.#at++];
    if (event === undefined) throw new RangeError('the events end inside of a node');
    return event;
  }

  /** True at the end of a map or list, which is passed. */
  #closes(): boolean {
    if (this.events[this.#at]?.type !== 6) return false;
    this.#at++;
    return true;
  }

  #node(): ConfValue {
    const event = this.#next();
    if (event.type === 5) return this.#alias(event);
    if (event.type === 1 || event.type === 6) throw new RangeError('no node at an event');
    return this.#anchored(event);
  }

  /** The value of an event, noted when it has an anchor. */
  #anchored(event: Scalar | Container): ConfValue {
    this.#values++;
    if (event.anchorStart < 0) return this.#content(event);
    const name = this.text.slice(event.anchorStart, event.anchorEnd);
    this.#anchors.set(name, undefined);
    const [before, outer] = [this.#values, this.#deepest];
    this.#deepest = this.#depth;
    const value = this.#content(event);
    const values = this.#values - before + 1;
    this.#anchors.set(name, { value, values, depth: this.#deepest - this.#depth });
    this.#deepest = Math.max(outer, this.#deepest);
    return value;
  }

  #content(event: Scalar | Container): ConfValue {
    if (event.type === 4) return this.#scalar(event);
    this.#goDeep(this.#depth + 1, event);
    const wanted = event.type === 3 ? 'map' : 'seq';
    if (event.tagStart >= 0 && (this.#tag(event) ?? wanted) !== wanted) {
      const what = `a ${wanted === 'map' ? 'map' : 'list'} does not fit its tag ${this.#written(event)}`;
      throw errorAt('SYNTAX', what, this.text, event.tagStart, this.source, 'remove the tag');
    }
    this.#depth++;
    const value = wanted === 'map' ? this.#map() : this.#list();
    this.#depth--;
    return value;
  }

  #alias(event: Alias): ConfValue {
    const name = this.text.slice(event.anchorStart, event.anchorEnd);
    const found = this.#anchors.get(name);
    if (found === undefined) {
      const [what, hint] = this.#anchors.has(name)
        ? ['is inside the value that it names', 'a value cannot contain itself']
        : ['has no anchor before it', `write &${name} before the value that it should name`];
      throw this.#fault('YAML_ALIAS', `the alias *${name} ${what}`, event, hint);
    }
    this.#values += found.values;
    if (this.#values > alwaysAllowedValues && this.#values > 10 * this.events.length) {
      const what = 'the aliases make the document too large';
      throw this.#fault('YAML_ALIAS', what, event, 'write out what is really needed');
    }
    this.#goDeep(this.#depth + found.depth, event);
    return found.value;
  }

  #goDeep(depth: number, event: Event): void {
    if (depth > maximumDepth) {
      const what = `the document is nested deeper than ${maximumDepth} levels`;
      throw this.#fault('TOO_DEEP', what, event, 'flatten it');
    }
    this.#deepest = Math.max(this.#deepest, depth);
  }

  #scalar(event: Scalar): ConfValue {
    const text = this.#textOf(event);
    if (event.tagStart < 0) return event.style === 1 ? resolvePlain(text) : text;
    const tag = this.#tag(event) ?? 'str';
    if (tag === 'str') return text;
    const isNumber = tag === 'int' || tag === 'float';
    const value = isNumber ? resolveNumber(text) : resolvePlain(text);
    if (value !== undefined && isNumber) return value;
    if (tag === 'null' && value === null) return value;
    if (tag === 'bool' && typeof value === 'boolean') return value;
    const what = `${describeValue(text)} does not fit its tag !!${tag}`;
    throw this.#fault('SYNTAX', what, event, 'remove the tag, or correct the value');
  }

  #textOf(event: Scalar): string {
    return event.valueStart < 0 ? '' : getScalarValue(this.text, event);
  }

  #written(event: Scalar | Container): string {
    return this.text.slice(event.tagStart, event.tagEnd);
  }

  /** What a tag asks for: `!!str`, `!<tag:yaml.org,2002:str>`; undefined for tags of others. */
  #tag(event: Scalar | Container): string | undefined {
    const written = this.#written(event);
    return this.#declared.includes('!!') && written.startsWith('!!') ? undefined : coreTag(written);
  }

  #list(): ConfValue {
    const list: ConfValue[] = [];
    while (!this.#closes()) list.push(this.#node());
    return list;
  }

  #map(): ConfMap {
    const map = new Map<string, ConfValue>();
    let merged: readonly ConfMap[] | undefined;
    let mergedAt = 0;
    while (!this.#closes()) {
      const key = this.#next();
      const name = this.#name(key);
      if (isMergeKey(key, name)) {
        if (merged !== undefined) {
          const what = 'the merge key << is there twice in one map';
          const hint = 'merge several maps as a list: <<: [*a, *b]';
          throw this.#fault('DUPLICATE_KEY', what, key, hint);
        }
        merged = this.#mergedMaps(this.#node(), key);
        mergedAt = map.size;
      } else if (map.has(name)) {
        const values = [map.get(name), this.#node()] as const;
        this.warnings.push(repeatedName(name, values, this.text, this.#offset(key), this.source));
      } else map.set(name, this.#node());
    }
    return merged === undefined ? map : mergeInto(map, mergedAt, merged);
  }

  #name(event: Event): string {
    if (event.type === 4) {
      const text = this.#textOf(event);
      this.#values++;
      if (event.anchorStart >= 0)
        this.#anchors.set(this.text.slice(event.anchorStart, event.anchorEnd), {
          value: text,
          values: 1,
          depth: 0,
        });
      return text;
    }
    this.#at--;
    return textOf(this.#node()); // a map or list as its JSON text
  }

  #mergedMaps(value: ConfValue, key: Event): readonly ConfMap[] {
    const maps = isList(value) ? value : [value];
    if (!maps.every(isMap)) {
      const what = 'the merge key << has a value that is not a map';
      throw this.#fault('YAML_MERGE', what, key, 'merge a map: <<: *anchor');
    }
    this.#values += maps.reduce((sum, map) => sum + map.size, 0);
    return maps;
  }

  #fault(code: ErrorCode, what: string, event: Event, hint: string): HareError {
    return errorAt(code, what, this.text, this.#offset(event), this.source, hint);
  }

  #offset(event: Event): number {
    if (event.type === 1 || event.type === 6) return 0;
    if (event.type === 5) return event.anchorStart - 1;
    if (event.type !== 4) return event.start;
    const offsets = [event.valueStart, event.tagStart, event.anchorStart];
    return offsets.find((offset) => offset >= 0) ?? 0;
  }
}

/** True for a plain, untagged `<<`. */
export function isMergeKey(event: Event, name: string): boolean {
  return name === '<<' && event.type === 4 && event.style === 1 && event.tagStart < 0;
}

/** The map with what is merged behind `at` entries: own names win, then the first map. */
function mergeInto(own: ConfMap, at: number, maps: readonly ConfMap[]): ConfMap {
  const entries = [...own];
  const merged = new Map(entries.slice(0, at));
  for (const map of maps)
    for (const [name, value] of map)
      if (!own.has(name) && !merged.has(name)) merged.set(name, value);
  for (const [name, value] of entries.slice(at)) merged.set(name, value);
  return merged;
}
