/** One key that the configuration wants in the KV; numbers are kept as their text. */
export interface KvEntry {
  readonly key: string;
  readonly value: string | number;
}
