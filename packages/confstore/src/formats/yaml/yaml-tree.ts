import { getScalarValue, type Event } from 'js-yaml';
import { lineStart } from '../../edit/lines.js';
import { isMergeKey } from './build-yaml-model.js';
import { skipYamlSpace } from './skip-yaml-space.js';
import type { YamlEntry, YamlItem, YamlNode, YamlScalar, YamlSlot } from './yaml-node.js';

type Scalar = Extract<Event, { type: 4 }>;
type Container = Extract<Event, { type: 2 | 3 }>;

const styles = { 1: 'plain', 2: 'single', 3: 'double', 4: 'block', 5: 'block' } as const;

/** Reads the offsets of all values of a valid YAML text; undefined when it has no value at all. */
export function readYamlTree(text: string, events: readonly Event[]): YamlNode | undefined {
  return events.length < 2 ? undefined : new YamlTreeReader(text, events).root();
}

class YamlTreeReader {
  #at = 1;
  readonly #anchors = new Map<string, YamlNode>();

  constructor(
    private readonly text: string,
    private readonly events: readonly Event[],
  ) {}

  root(): YamlNode {
    return this.#node({ kind: 'root', after: 0, column: 0 });
  }

  #node(slot: YamlSlot): YamlNode {
    const event = this.events[this.#at++];
    switch (event?.type) {
      case 5: {
        const name = this.text.slice(event.anchorStart, event.anchorEnd);
        const start = event.anchorStart - 1;
        return { kind: 'alias', name, target: this.#anchors.get(name), slot, propsStart: start, start, end: event.anchorEnd, anchor: undefined, tag: undefined };
      }
      case 4:
        return this.#named(this.#scalar(event, slot));
      case 3:
        return this.#named(event.style === 1 ? this.#blockMap(event, slot) : this.#flowMap(event, slot));
      case 2:
        return this.#named(event.style === 1 ? this.#blockList(event, slot) : this.#flowList(event, slot));
      default:
        throw new RangeError('the events end inside of a value');
    }
  }

  #named<T extends YamlNode>(node: T): T {
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    return node;
  }

  #scalar(event: Scalar, slot: YamlSlot): YamlScalar {
    const props = this.#props(event);
    const from = props.propsEnd ?? slot.after;
    if (event.valueStart < 0) return { kind: 'scalar', style: 'none', event, slot, start: from, end: from, ...place(props, from) };
    const style = styles[event.style];
    const quotes = style === 'single' || style === 'double' ? 1 : 0;
    const start = style === 'block' ? skipYamlSpace(this.text, from) : event.valueStart - quotes;
    return { kind: 'scalar', style, event, slot, start, end: event.valueEnd + quotes, ...place(props, start) };
  }

  #props(event: Scalar | Container): Props {
    const tag = event.tagStart < 0 ? undefined : { start: event.tagStart, end: event.tagEnd };
    const anchor = event.anchorStart < 0 ? undefined : this.text.slice(event.anchorStart, event.anchorEnd);
    const starts = [...(tag === undefined ? [] : [tag.start]), ...(anchor === undefined ? [] : [event.anchorStart - 1])];
    return { tag, anchor, propsStart: starts.length === 0 ? undefined : Math.min(...starts), propsEnd: starts.length === 0 ? undefined : Math.max(event.tagEnd, event.anchorEnd) };
  }

  #blockMap(event: Container, slot: YamlSlot): YamlNode {
    const entries: YamlEntry[] = [];
    const column = event.start - lineStart(this.text, event.start);
    let end = event.start;
    while (!this.#closes()) {
      const entry = this.#entry(skipYamlSpace(this.text, end), { kind: 'entry', after: 0, column });
      entries.push(entry);
      end = entry.end;
    }
    return { kind: 'map', layout: 'block', entries, slot, start: event.start, end, ...place(this.#props(event), event.start) };
  }

  #flowMap(event: Container, slot: YamlSlot): YamlNode {
    const braces = this.text.charAt(event.start) === '{';
    const entries: YamlEntry[] = [];
    let at = event.start + (braces ? 1 : 0);
    while (!this.#closes()) {
      const entry = this.#entry(skipYamlSpace(this.text, at), { kind: 'flow', after: 0, column: 0 });
      const comma = braces ? this.#comma(entry.end) : undefined;
      entries.push({ ...entry, comma });
      at = comma === undefined ? entry.end : comma + 1;
    }
    const end = braces ? skipYamlSpace(this.text, at) + 1 : at;
    return { kind: 'map', layout: braces ? 'flow' : 'pair', entries, slot, start: event.start, end, ...place(this.#props(event), event.start) };
  }

  #entry(start: number, slot: YamlSlot): YamlEntry {
    const keyEvent = this.events[this.#at];
    const explicit = /^\?[\s]/.test(this.text.slice(start, start + 2));
    const key = this.#node({ ...slot, after: explicit ? start + 1 : start });
    const found = skipYamlSpace(this.text, key.end);
    const colon = this.text.charAt(found) === ':' ? found : undefined;
    const value = this.#node({ ...slot, after: colon === undefined ? key.end : colon + 1 });
    const name = keyEvent?.type === 4 ? this.#nameOf(keyEvent) : undefined;
    return { name, key, colon, value, start, end: Math.max(value.end, key.end), comma: undefined, merges: keyEvent?.type === 4 && isMergeKey(keyEvent, name ?? '') };
  }

  #nameOf(event: Scalar): string {
    return event.valueStart < 0 ? '' : getScalarValue(this.text, event);
  }

  #blockList(event: Container, slot: YamlSlot): YamlNode {
    const items: YamlItem[] = [];
    const column = event.start - lineStart(this.text, event.start);
    let end = event.start;
    while (!this.#closes()) {
      const start = skipYamlSpace(this.text, end);
      const value = this.#node({ kind: 'item', after: start + 1, column });
      items.push({ value, start, end: value.end, comma: undefined });
      end = value.end;
    }
    return { kind: 'list', layout: 'block', items, slot, start: event.start, end, ...place(this.#props(event), event.start) };
  }

  #flowList(event: Container, slot: YamlSlot): YamlNode {
    const items: YamlItem[] = [];
    let at = event.start + 1;
    while (!this.#closes()) {
      const value = this.#node({ kind: 'flow', after: skipYamlSpace(this.text, at), column: 0 });
      const comma = this.#comma(value.end);
      items.push({ value, start: value.propsStart, end: value.end, comma });
      at = comma === undefined ? value.end : comma + 1;
    }
    return { kind: 'list', layout: 'flow', items, slot, start: event.start, end: skipYamlSpace(this.text, at) + 1, ...place(this.#props(event), event.start) };
  }

  #comma(end: number): number | undefined {
    const at = skipYamlSpace(this.text, end);
    return this.text.charAt(at) === ',' ? at : undefined;
  }

  #closes(): boolean {
    if (this.events[this.#at]?.type !== 6) return false;
    this.#at++;
    return true;
  }
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
