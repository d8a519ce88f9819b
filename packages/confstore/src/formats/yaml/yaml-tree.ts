import { getScalarValue, type Event } from 'js-yaml';
import type { Change } from '../../edit/change.js';
import { lineStart } from '../../edit/lines.js';
import { isMergeKey } from './build-yaml-model.js';
import type { YamlEventReader } from './yaml-event-reader.js';
import { IndentFinder, type YamlIndents } from './yaml-indents.js';
import { skipYamlSpace } from './skip-yaml-space.js';
import type { YamlEntry, YamlItem, YamlNode, YamlScalar, YamlSlot } from './yaml-node.js';

type Scalar = Extract<Event, { type: 4 }>;
type Container = Extract<Event, { type: 2 | 3 }>;

const styles = { 1: 'plain', 2: 'single', 3: 'double', 4: 'block', 5: 'block' } as const;

/** The values of a YAML text, and how it indents. */
export interface YamlTree {
  /** Undefined when the text has no value at all. */
  readonly root: YamlNode | undefined;
  readonly indents: YamlIndents;
}

/**
 * Reads the offsets of the values of a valid YAML text: of all, or of those alone that a change
 * needs. Then maps and lists that it leaves as they are have no items, so that the tree of a large
 * text is small.
 */
export function readYamlTree(
  text: string,
  events: YamlEventReader,
  change: YamlChange = 'all',
): YamlTree {
  if (events.peek() === undefined) return { root: undefined, indents: new IndentFinder().found };
  return new YamlTreeReader(text, events).read(change);
}

/** What changes of a value; undefined when nothing does. */
type YamlChange = Change | 'all' | undefined;

class YamlTreeReader {
  readonly #anchors = new Map<string, YamlNode>();
  readonly #indents = new IndentFinder();

  constructor(
    private readonly text: string,
    private readonly events: YamlEventReader,
  ) {}

  read(change: YamlChange): YamlTree {
    this.events.next();
    const root = this.#node({ kind: 'root', after: 0, column: 0 }, change);
    return { root, indents: this.#indents.found };
  }

  #node(slot: YamlSlot, change: YamlChange): YamlNode {
    const event = this.events.next();
    switch (event.type) {
      case 5: {
        const name = this.text.slice(event.anchorStart, event.anchorEnd);
        const start = event.anchorStart - 1;
        return {
          kind: 'alias',
          name,
          target: this.#anchors.get(name),
          slot,
          propsStart: start,
          start,
          end: event.anchorEnd,
          anchor: undefined,
          tag: undefined,
        };
      }
      case 4:
        return this.#named(this.#scalar(event, slot));
      case 3:
        return this.#named(
          event.style === 1
            ? this.#blockMap(event, slot, change)
            : this.#flowMap(event, slot, change),
        );
      case 2:
        return this.#named(
          event.style === 1
            ? this.#blockList(event, slot, change)
            : this.#flowList(event, slot, change),
        );
      default:
        throw new RangeError('no value at an event');
    }
  }

  #named<T extends YamlNode>(node: T): T {
    this.#indents.see(node);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    return node;
  }

  #scalar(event: Scalar, slot: YamlSlot): YamlScalar {
    const props = this.#props(event);
    const from = props.propsEnd ?? slot.after;
    if (event.valueStart < 0)
      return {
        kind: 'scalar',
        style: 'none',
        event,
        slot,
        start: from,
        end: from,
        ...place(props, from),
      };
    const style = styles[event.style];
    const quotes = style === 'single' || style === 'double' ? 1 : 0;
    const start = style === 'block' ? skipYamlSpace(this.text, from) : event.valueStart - quotes;
    return {
      kind: 'scalar',
      style,
      event,
      slot,
      start,
      end: event.valueEnd + quotes,
      ...place(props, start),
    };
  }

  #props(event: Scalar | Container): Props {
    const tag = event.tagStart < 0 ? undefined : { start: event.tagStart, end: event.tagEnd };
    const anchor =
      event.anchorStart < 0 ? undefined : this.text.slice(event.anchorStart, event.anchorEnd);
    const starts = [
      ...(tag === undefined ? [] : [tag.start]),
      ...(anchor === undefined ? [] : [event.anchorStart - 1]),
    ];
    return {
      tag,
      anchor,
      propsStart: starts.length === 0 ? undefined : Math.min(...starts),
      propsEnd: starts.length === 0 ? undefined : Math.max(event.tagEnd, event.anchorEnd),
    };
  }

  #blockMap(event: Container, slot: YamlSlot, change: YamlChange): YamlNode {
    const entries: YamlEntry[] = [];
    const column = event.start - lineStart(this.text, event.start);
    let end = event.start;
    while (!this.#closes()) {
      const entry = this.#entry(
        skipYamlSpace(this.text, end),
        { kind: 'entry', after: 0, column },
        change,
      );
      if (change !== undefined) entries.push(entry);
      end = entry.end;
    }
    return {
      kind: 'map',
      layout: 'block',
      column,
      entries,
      slot,
      start: event.start,
      end,
      ...place(this.#props(event), event.start),
    };
  }

  #flowMap(event: Container, slot: YamlSlot, change: YamlChange): YamlNode {
    const braces = this.text.charAt(event.start) === '{';
    const entries: YamlEntry[] = [];
    let at = event.start + (braces ? 1 : 0);
    while (!this.#closes()) {
      const entry = this.#entry(
        skipYamlSpace(this.text, at),
        { kind: 'flow', after: 0, column: 0 },
        change,
      );
      const comma = braces ? this.#comma(entry.end) : undefined;
      if (change !== undefined) entries.push({ ...entry, comma });
      at = comma === undefined ? entry.end : comma + 1;
    }
    const end = braces ? skipYamlSpace(this.text, at) + 1 : at;
    return {
      kind: 'map',
      layout: braces ? 'flow' : 'pair',
      column: 0,
      entries,
      slot,
      start: event.start,
      end,
      ...place(this.#props(event), event.start),
    };
  }

  #entry(start: number, slot: YamlSlot, change: YamlChange): YamlEntry {
    const keyEvent = this.events.peek();
    const explicit = /^\?[\s]/.test(this.text.slice(start, start + 2));
    const key = this.#name({ ...slot, after: explicit ? start + 1 : start });
    const found = skipYamlSpace(this.text, key.end);
    const colon = this.text.charAt(found) === ':' ? found : undefined;
    const name = change !== undefined && keyEvent?.type === 4 ? this.#nameOf(keyEvent) : undefined;
    const value = this.#value(
      { ...slot, after: colon === undefined ? key.end : colon + 1 },
      changeIn(change, name),
    );
    return {
      name,
      key,
      colon,
      value,
      start,
      end: Math.max(value.end, key.end),
      comma: undefined,
      merges: keyEvent?.type === 4 && isMergeKey(keyEvent, name ?? ''),
    };
  }

  /** A name, which may be a map or list. */
  #name(slot: YamlSlot): YamlNode {
    this.#indents.keys++;
    const node = this.#node(slot, 'all');
    this.#indents.keys--;
    return node;
  }

  #value(slot: YamlSlot, change: YamlChange): YamlNode {
    this.#indents.depth++;
    const node = this.#node(slot, change);
    this.#indents.depth--;
    return node;
  }

  #nameOf(event: Scalar): string {
    return event.valueStart < 0 ? '' : getScalarValue(this.text, event);
  }

  #blockList(event: Container, slot: YamlSlot, change: YamlChange): YamlNode {
    const items: YamlItem[] = [];
    const column = event.start - lineStart(this.text, event.start);
    let end = event.start;
    for (let position = 0; !this.#closes(); position++) {
      const start = skipYamlSpace(this.text, end);
      const value = this.#value(
        { kind: 'item', after: start + 1, column },
        changeIn(change, position),
      );
      if (change !== undefined) items.push({ value, start, end: value.end, comma: undefined });
      end = value.end;
    }
    return {
      kind: 'list',
      layout: 'block',
      column,
      items,
      slot,
      start: event.start,
      end,
      ...place(this.#props(event), event.start),
    };
  }

  #flowList(event: Container, slot: YamlSlot, change: YamlChange): YamlNode {
    const items: YamlItem[] = [];
    let at = event.start + 1;
    for (let position = 0; !this.#closes(); position++) {
      const value = this.#value(
        { kind: 'flow', after: skipYamlSpace(this.text, at), column: 0 },
        changeIn(change, position),
      );
      const comma = this.#comma(value.end);
      if (change !== undefined)
        items.push({ value, start: value.propsStart, end: value.end, comma });
      at = comma === undefined ? value.end : comma + 1;
    }
    return {
      kind: 'list',
      layout: 'flow',
      column: 0,
      items,
      slot,
      start: event.start,
      end: skipYamlSpace(this.text, at) + 1,
      ...place(this.#props(event), event.start),
    };
  }

  #comma(end: number): number | undefined {
    const at = skipYamlSpace(this.text, end);
    return this.text.charAt(at) === ',' ? at : undefined;
  }

  #closes(): boolean {
    if (this.events.peek()?.type !== 6) return false;
    this.events.next();
    return true;
  }
}

/** What changes of an entry or item of a value. */
function changeIn(change: YamlChange, step: string | number | undefined): YamlChange {
  if (change === 'all' || change?.kind === 'replace') return 'all';
  if (change?.kind === 'map')
    return typeof step === 'string' ? change.changed.get(step) : undefined;
  return typeof step === 'number' ? change?.changed.get(step) : undefined;
}

interface Props {
  readonly tag: { readonly start: number; readonly end: number } | undefined;
  readonly anchor: string | undefined;
  readonly propsStart: number | undefined;
  readonly propsEnd: number | undefined;
}

function place(props: Props, start: number): Pick<YamlNode, 'propsStart' | 'anchor' | 'tag'> {
  return { propsStart: props.propsStart ?? start, anchor: props.anchor, tag: props.tag };
}
