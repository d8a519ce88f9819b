import { HareError, type Where } from '@hare/base';
import type { Event, ScalarEvent } from 'js-yaml';
import { textPositions, type TextPosition } from './text-positions.js';

type JsYaml = typeof import('./yaml-events.js');

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

/**
 * Reads one YAML (or JSON) document with its places.
 * @throws HareError `CDF_SYNTAX` with `file:line:column`; every repeated name of the file at once
 *   as `CDF_REPEATED_FIELD`
 */
export async function readYaml(text: string, file: string): Promise<YamlNode> {
  return (await yamlReader(text, file))();
}

/** `readYaml`, whenever it is called: the tree takes twenty times the memory of the text. */
export async function yamlReader(text: string, file: string): Promise<() => YamlNode> {
  const yaml = await import('./yaml-events.js');
  return () => readTree(yaml, text, file);
}

function readTree(yaml: JsYaml, text: string, file: string): YamlNode {
  const position = textPositions(text);
  const at = (offset: number): Where => ({ file, ...position(offset) });
  const events = parse(yaml, text, file, position);
  const documents = events.filter((event) => event.type === yaml.EVENT_ID.DOCUMENT).length;
  if (documents > 1)
    throw syntaxError(
      `contains ${documents} YAML documents, must contain one`,
      { file },
      'keep only one document',
    );
  if (documents === 0)
    throw syntaxError(
      'is empty, must contain a CDF',
      { file },
      'generate one: hare-cdf generate URL',
    );
  const builder = new TreeBuilder(yaml, text, at);
  const tree = builder.build(events);
  if (builder.repeated.length > 0) {
    throw new HareError(
      'CDF_SYNTAX',
      `${file} repeats ` +
        (builder.repeated.length === 1 ? 'a field' : `${builder.repeated.length} fields`),
      { where: { file }, problems: builder.repeated },
    );
  }
  return tree;
}

function parse(
  yaml: JsYaml,
  text: string,
  file: string,
  position: (offset: number) => TextPosition,
): readonly Event[] {
  try {
    return yaml.parseEvents(text, {});
  } catch (error) {
    if (!(error instanceof yaml.YAMLException)) throw error;
    const where = error.mark === undefined ? { file } : { file, ...position(error.mark.position) };
    throw syntaxError(`is not YAML: ${error.reason}`, where, 'correct this line', error);
  }
}

function syntaxError(what: string, where: Where, hint: string, cause?: unknown): HareError {
  return new HareError('CDF_SYNTAX', `the file ${what}`, { where, hint, cause });
}

class TreeBuilder {
  readonly repeated: HareError[] = [];
  private readonly anchors = new Map<string, YamlNode>();
  private offset = 0;

  constructor(
    private readonly yaml: JsYaml,
    private readonly text: string,
    private readonly at: (offset: number) => Where,
  ) {}

  build(events: readonly Event[]): YamlNode {
    const { EVENT_ID: id } = this.yaml;
    const open: Open[] = [];
    let root: YamlNode | undefined;
    for (const event of events) {
      if (event.type === id.DOCUMENT) continue;
      if (event.type === id.POP) {
        this.close(open.pop());
        continue;
      }
      const node = this.nodeOf(event, open);
      if (root === undefined) root = node;
      else this.attach(open.at(-1), node, event.type === id.ALIAS);
      if (event.type === id.SEQUENCE || event.type === id.MAPPING)
        open.push({ node: node as YamlList | YamlMap });
    }
    return root ?? { kind: 'scalar', offset: 0, end: 0, value: null };
  }

  private nodeOf(
    event: Exclude<Event, { type: 1 } | { type: 6 }>,
    open: readonly Open[],
  ): YamlNode {
    const { EVENT_ID: id } = this.yaml;
    if (event.type === id.ALIAS) {
      this.offset = event.anchorStart - 1;
      const name = this.text.slice(event.anchorStart, event.anchorEnd);
      const target = this.anchors.get(name);
      if (target === undefined)
        throw syntaxError(
          `uses *${name}, which is not defined above`,
          this.at(this.offset),
          `define it with &${name}, or write the value`,
        );
      if (open.some((parent) => parent.node === target))
        throw syntaxError(
          `uses *${name} inside its own value`,
          this.at(this.offset),
          'write the value',
        );
      return target;
    }
    const node: YamlNode =
      event.type === id.SCALAR
        ? this.scalar(event)
        : event.type === id.SEQUENCE
          ? { kind: 'list', offset: (this.offset = event.start), items: [] }
          : { kind: 'map', offset: (this.offset = event.start), entries: new Map() };
    this.checkTag(event.tagStart, event.tagEnd, node.offset);
    if (event.anchorStart >= 0)
      this.anchors.set(this.text.slice(event.anchorStart, event.anchorEnd), node);
    return node;
  }

  private scalar(event: ScalarEvent): YamlNode {
    const { SCALAR_STYLE: style } = this.yaml;
    const isPlain = event.style === style.PLAIN && event.tagStart < 0;
    const isQuoted = event.style === style.SINGLE_QUOTED || event.style === style.DOUBLE_QUOTED;
    if (event.valueStart >= 0) this.offset = event.valueStart - (isQuoted ? 1 : 0);
    const value = this.yaml.getScalarValue(this.text, event);
    const end = event.valueStart >= 0 ? event.valueEnd + (isQuoted ? 1 : 0) : this.offset;
    return {
      kind: 'scalar',
      offset: this.offset,
      end,
      value: isPlain && /^(|~|null|Null|NULL)$/.test(value) ? null : value,
    };
  }

  private checkTag(start: number, end: number, offset: number): void {
    const tag = start < 0 ? '!!str' : this.text.slice(start, end);
    if (!/^!!(str|int|float|bool|seq|map)$/.test(tag))
      throw syntaxError(
        `has the tag ${tag}, which is not allowed in a CDF`,
        this.at(offset),
        'remove the tag',
      );
  }

  private attach(parent: Open | undefined, node: YamlNode, isAlias: boolean): void {
    if (parent === undefined) return;
    if (parent.node.kind === 'list') parent.node.items.push(node);
    else if (parent.name === undefined) {
      if (node.kind !== 'scalar' || isAlias)
        throw syntaxError(
          'has a list, a map or an alias as the name of a field',
          this.at(this.offset),
          'write the name as text',
        );
      parent.name = { text: node.value ?? '', offset: node.offset };
    } else {
      if (parent.name.text === '<<') (parent.merges ??= []).push({ name: parent.name, node });
      else this.addEntry(parent.node, parent.name, node);
      parent.name = undefined;
    }
  }

  private addEntry(map: YamlMap, name: Name, node: YamlNode): void {
    const earlier = map.entries.get(name.text);
    if (earlier !== undefined) {
      const first = this.at(earlier.nameOffset);
      this.repeated.push(
        new HareError(
          'CDF_REPEATED_FIELD',
          `${name.text} occurs twice; first in line ${first.line ?? 0}`,
          { where: this.at(name.offset), hint: 'keep one of the two' },
        ),
      );
    }
    map.entries.set(name.text, { nameOffset: name.offset, node, merged: false });
  }

  /** Merges fill in what a map does not say itself, once it and they are complete. */
  private close(done: Open | undefined): void {
    if (done?.node.kind !== 'map') return;
    for (const { name, node } of done.merges ?? []) {
      for (const source of node.kind === 'list' ? node.items : [node]) {
        if (source.kind !== 'map')
          throw syntaxError(
            'merges something that is not a map',
            this.at(name.offset),
            'merge maps only: <<: *name',
          );
        for (const [key, entry] of source.entries)
          if (!done.node.entries.has(key)) done.node.entries.set(key, { ...entry, merged: true });
      }
    }
  }
}

interface Name {
  readonly text: string;
  readonly offset: number;
}

interface Open {
  readonly node: YamlList | YamlMap;
  name?: Name | undefined;
  merges?: { readonly name: Name; readonly node: YamlNode }[];
}
