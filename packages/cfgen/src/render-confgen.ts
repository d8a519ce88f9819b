import { formatConfgenObject } from './format-confgen.js';
import type { MotrConfig } from './motr-config.js';
import { toConfObject } from './to-conf-object.js';

/** The configuration as confgen text (`confd.cg`): one object a line, in order of creation. */
export function renderConfgen(config: MotrConfig): string {
  return config.objects.map((object) => `${formatConfgenObject(toConfObject(object))}\n`).join('');
}
