/**
 * What a CDF may leave to the machines, keyed as in the KV: `{host}/facts` holds `{processorcount, memorysize_mb, data_iface_ip_addr?}`,
 * `{host}/drives/{path without leading /}` holds `{path, size, blksize}`. A value may be that map or its JSON text.
 */
export type Facts = Readonly<Record<string, unknown>>;

/** The key of a node's own facts. */
export function nodeFactsKey(hostname: string): string {
  return `${hostname}/facts`;
}

/** The key of the facts of one of a node's drives. */
export function driveFactsKey(hostname: string, path: string): string {
  return `${hostname}/drives/${path.replace(/^\/+/, '')}`;
}

/** The fields of one entry of facts; undefined when the entry is absent or neither a map nor the JSON text of one. */
export function factFields(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value === 'string') {
    try {
      return factFields(JSON.parse(value));
    } catch {
      return undefined;
    }
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;
}
