/** A key that a configuration wants in the KV; fid keys, service keys and counts are numbers. */
export interface KvEntry {
  readonly key: string;
  readonly value: number | string;
}
