import { formatConfgenObject } from './format-confgen.js';
import { formatXcodeObject } from './format-xcode.js';
import type { MotrConfig } from './motr-config.js';
import { toConfObject } from './to-conf-object.js';

/** The configuration as xcode (`confd.xc`), the file that Motr loads. */
export function renderXcode(config: MotrConfig): string {
  return `[${config.objects.length}:\n${config.objects.map((object) => formatXcodeObject(toConfObject(object))).join(',\n')}]\n`;
}

/** The configuration as confgen text (`confd.cg`): one object a line, in order of creation. */
export function renderConfgen(config: MotrConfig): string {
  return config.objects.map((object) => `${formatConfgenObject(toConfObject(object))}\n`).join('');
}
