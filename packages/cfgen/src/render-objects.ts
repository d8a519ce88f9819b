import { formatConfgenObject } from './format-confgen.js';
import { formatXcodeObject } from './format-xcode.js';
import { joinedBy } from './joined-by.js';
import type { MotrConfig } from './motr-config.js';
import { toConfObject } from './to-conf-object.js';

/** The configuration in both texts, each object converted once. */
export function renderObjects({ objects }: MotrConfig): {
  readonly xcode: string;
  readonly confgen: string;
} {
  const [xcode, confgen] = [joinedBy(',\n'), joinedBy('\n')];
  for (const object of objects) {
    const converted = toConfObject(object);
    xcode.add(formatXcodeObject(converted));
    confgen.add(formatConfgenObject(converted));
  }
  return { xcode: `[${objects.length}:\n${xcode.text()}]\n`, confgen: `${confgen.text()}\n` };
}

/** As `confd.xc`, the file that Motr loads; as `confd.cg`, an object a line in order of creation. */
export const renderXcode = (config: MotrConfig): string => renderObjects(config).xcode;
export const renderConfgen = (config: MotrConfig): string => renderObjects(config).confgen;
