import { HareError } from '@hare/base';
import type { ConfValue } from '../conf-store.js';
import { leavesIn } from '../document/leaves.js';
import { isList, isMap } from '../document/kind-of.js';
import { textOf } from '../document/text-of.js';
import { formatKey } from '../key/format-key.js';
import type { Path } from '../key/path.js';

/**
 * The values of keys as lines `NAME='value'` that a POSIX shell evaluates to these texts. A name is
 * the key with `_` for what no variable has. @throws HareError `VALUE_NOT_HELD`
 */
export function printEnv(
  values: Iterable<{ readonly path: Path; readonly value: ConfValue }>,
  delimiter: string,
): string {
  const keys = new Map<string, string>();
  const lines: string[] = [];
  for (const { path, value } of values)
    for (const leaf of leavesIn(value, path)) {
      const key = formatKey(leaf.path, delimiter);
      const name = leaf.path
        .join('_')
        .replace(/[^A-Za-z0-9_]/g, '_')
        .replace(/^(?=[0-9]|$)/, '_');
      const isEmpty = leaf.value === null || isMap(leaf.value) || isList(leaf.value);
      const text = isEmpty ? '' : textOf(leaf.value);
      const other = keys.get(name);
      if (other !== undefined)
        throw refused(key, `${other} and it would both be the variable ${name}`);
      if (text.includes('\0')) throw refused(key, 'a variable cannot contain a NUL character');
      keys.set(name, key);
      lines.push(`${name}='${text.replaceAll("'", `'\\''`)}'\n`);
    }
  return lines.join('');
}

function refused(key: string, why: string): HareError {
  return new HareError('VALUE_NOT_HELD', `${key} cannot be printed: ${why}`, {
    where: { key },
    hint: 'print it with another --output, or leave it out',
  });
}
