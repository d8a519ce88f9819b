import { formatKey } from '@hare/confstore';
import { HareError } from '@hare/base';
import { type Cursor, found } from '@hare/base/schema';
import type { Dialect } from './dialect.js';
import { node } from './node.js';
import { rfc20 } from './rfc20.js';
import { serverNode } from './server-node.js';

/** Every generation of ConfStores that is read, the last first. */
export const dialects: readonly Dialect[] = [node, serverNode, rfc20];

/**
 * The one dialect whose marker the document has. @throws HareError `DIALECT_UNKNOWN` when it has
 * none or several; names what was looked for.
 */
export function recognise(root: Cursor, url: string): Dialect {
  const present = dialects.filter((dialect) => root.at(...dialect.marker).value instanceof Map);
  const [only, ...others] = present;
  if (only !== undefined && others.length === 0) return only;
  const looked = dialects
    .map((dialect) => `${formatKey(dialect.marker)} (${dialect.name})`)
    .join(', ');
  const names = dialects.map((dialect) => dialect.name).join(', ');
  if (only !== undefined) {
    throw new HareError(
      'DIALECT_UNKNOWN',
      'the ConfStore has ' +
        `${present.map((dialect) => formatKey(dialect.marker)).join(' and ')}, so its ` +
        'generation is unclear',
      {
        where: { url },
        hint: `pass its generation with --dialect, one of ${names}`,
      },
    );
  }
  const wrong = dialects
    .map((dialect) => ({ key: formatKey(dialect.marker), at: root.at(...dialect.marker) }))
    .filter(({ at }) => at.value !== undefined);
  const detail =
    wrong.length === 0
      ? ''
      : `; ${wrong.map(({ key, at }) => `${key} is ${found(at.value)}, not a map`).join(', ')}`;
  throw new HareError(
    'DIALECT_UNKNOWN',
    `the ConfStore does not describe a cluster: it has none of the maps ${looked}${detail}`,
    {
      where: { url },
      hint:
        `check the URL; to see the keys of a generation (${names}): ` +
        'hare-cdf schema --dialect node',
    },
  );
}
