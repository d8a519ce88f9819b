import { parseRecord, type ApplyRecord } from './apply-record.js';
import { isConfigurationKey, recordKey } from '../keys/key-families.js';

/** A key as it was found; its text is decoded when it is needed. */
export interface SnapshotEntry {
  readonly text: string;
  /** What Consul keeps with it. */
  readonly flags?: string;
}

/** Hare's keys of a KV as they were at one moment. */
export class Snapshot {
  readonly url: string;
  readonly record: ApplyRecord | undefined;
  /** The record's text, to be sure later that it is still this one. */
  readonly recordText: string | undefined;
  /** Where the KV counts writes: the record's version, 0 when there is none. */
  readonly recordVersion: number;
  readonly #entries: ReadonlyMap<string, SnapshotEntry>;

  /** @throws HareError `APPLY_RECORD` */
  constructor(url: string, entries: ReadonlyMap<string, SnapshotEntry>, recordVersion = 0) {
    this.url = url;
    this.#entries = entries;
    this.recordVersion = recordVersion;
    this.recordText = this.text(recordKey);
    this.record = parseRecord(this.recordText, url);
  }

  static of(url: string, texts: Iterable<readonly [key: string, text: string]>): Snapshot {
    return new Snapshot(url, new Map([...texts].map(([key, text]) => [key, { text }])));
  }

  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  text(key: string): string | undefined {
    return this.#entries.get(key)?.text;
  }

  flags(key: string): string | undefined {
    return this.#entries.get(key)?.flags;
  }

  /**
   * The keys of the existing configuration: Hare's families, and the names (host names,
   * machine-ids) that the record lists.
   */
  configuration(): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    for (const [key, entry] of this.#entries)
      if (isConfigurationKey(key)) found.set(key, entry.text);
    for (const name of this.record?.names ?? this.#pairs()) {
      const text = this.text(name);
      if (text !== undefined) found.set(name, text);
    }
    return found;
  }

  /**
   * Where no record lists them (Hare itself imported the configuration): the pairs host name →
   * machine-id and back, of the hosts that `m0conf/nodes/…` names.
   */
  #pairs(): readonly string[] {
    return hostsNamedBy(this.#entries).flatMap((host) => {
      const machine = this.text(host);
      return machine !== undefined && this.has(machine) && this.text(machine) === host
        ? [host, machine]
        : [];
    });
  }
}

/** The host names in `m0conf/nodes/{fid}`. */
export function hostsNamedBy(
  keys: ReadonlyMap<string, { readonly text: string }>,
): readonly string[] {
  const hosts: string[] = [];
  for (const [key, entry] of keys) {
    const host = /^m0conf\/nodes\/[^/]+$/.test(key)
      ? /"name":\s*"([^"\\]+)"/.exec(entry.text)?.[1]
      : undefined;
    if (host !== undefined) hosts.push(host);
  }
  return [...new Set(hosts)];
}
