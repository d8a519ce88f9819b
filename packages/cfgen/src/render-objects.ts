import { formatConfgenObject } from './format-confgen.js';
import { formatXcodeObject } from './format-xcode.js';
import type { MotrConfig } from './motr-config.js';
import { toConfObject } from './to-conf-object.js';

/** The configuration in both texts, each object converted once. */
export function renderObjects({ objects }: MotrConfig): {
  readonly xcode: string;
  readonly confgen: string;
} {
  const xcode: string[] = [];
  const confgen: string[] = [];
  for (const object of objects) {
    const converted = toConfObject(object);
    xcode.push(formatXcodeObject(converted));
    confgen.push(formatConfgenObject(converted));
  }
  return {
    xcode: `[${objects.length}:\n${xcode.join(',\n')}]\n`,
    confgen: confgen.map((line) => `${line}\n`).join(''),
  };
}

/** The configuration as xcode (`confd.xc`), the file that Motr loads. */
export function renderXcode(config: MotrConfig): string {
  return renderObjects(config).xcode;
}

/** The configuration as confgen text (`confd.cg`): one object a line, in order of creation. */
export function renderConfgen(config: MotrConfig): string {
  return renderObjects(config).confgen;
}
