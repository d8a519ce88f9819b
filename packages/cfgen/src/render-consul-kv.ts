import { kvEntries } from './kv-entries.js';
import type { MotrConfig } from './motr-config.js';

/** The KV entries as a JSON file (`consul-kv.json`). */
export function renderConsulKv(config: MotrConfig): string {
  return `${JSON.stringify([...kvEntries(config)], null, 2)}\n`;
}
