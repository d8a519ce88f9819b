import { parseRecord } from './apply-record.js';
import type { ApplyRecord } from './apply-record.js';
import { isConfigurationKey, recordKey } from './key-families.js';

/** All keys of a KV as they were at one moment. */
export class Snapshot {
  readonly url: string;
  readonly record: ApplyRecord | undefined;
  /** The record's text, to be sure later that it is still this one. */
  readonly recordText: string | undefined;
  /** Where the KV counts writes: the record's version, 0 when there is none. */
  readonly recordVersion: number;
  readonly #read: ReadonlyMap<string, () => string>;

  /** Values are read when they are needed: a KV may hold other people's keys that are no text. @throws HareError `APPLY_RECORD` */
  constructor(url: string, read: ReadonlyMap<string, () => string>, recordVersion = 0) {
    this.url = url;
    this.#read = read;
    this.recordVersion = recordVersion;
    this.recordText = this.text(recordKey);
    this.record = parseRecord(this.recordText, url);
  }

  static of(url: string, texts: Iterable<readonly [key: string, text: string]>): Snapshot {
    return new Snapshot(url, new Map([...texts].map(([key, text]) => [key, () => text])));
  }

  has(key: string): boolean {
    return this.#read.has(key);
  }

  text(key: string): string | undefined {
    return this.#read.get(key)?.();
  }

  /** The keys of the configuration that is there: Hare's families, and the names (host names, machine-ids) that the record lists. */
  configuration(): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    for (const [key, text] of this.#read) if (isConfigurationKey(key)) found.set(key, text());
    for (const name of this.record?.names ?? hostNames(found, this)) {
      const text = this.text(name);
      if (text !== undefined) found.set(name, text);
    }
    return found;
  }
}

/** Where no record lists them (Hare itself imported the configuration): the pairs host name → machine-id and back, of the hosts that `m0conf/nodes/…` names. */
function hostNames(configuration: ReadonlyMap<string, string>, snapshot: Snapshot): readonly string[] {
  const names: string[] = [];
  for (const [key, text] of configuration) {
    const host = /^m0conf\/nodes\/[^/]+$/.test(key) ? /"name":\s*"([^"\\]+)"/.exec(text)?.[1] : undefined;
    const machine = host === undefined ? undefined : snapshot.text(host);
    if (host !== undefined && machine !== undefined && snapshot.has(machine) && snapshot.text(machine) === host) names.push(host, machine);
  }
  return names;
}
