import { HareError } from '@hare/base';
import { fetchNode, longTermVersion } from '../../../verify/node-lines.mjs';

/** The Node that is in the program. */
export interface EmbeddedNode {
  readonly program: string;
  readonly version: string;
}

/**
 * A Node that is supported for years, whatever Node builds: fetched once. @throws HareError if it
 * cannot be fetched
 */
export function embeddedNode(): EmbeddedNode {
  try {
    return { program: fetchNode(longTermVersion), version: longTermVersion };
  } catch (error) {
    throw new HareError('RPM_NODE', `cannot fetch Node ${longTermVersion}: ${String(error)}`, {
      hint: 'connect to the npm registry, or build only the package without Node: npm run package:rpm -- --only noarch',
      cause: error,
    });
  }
}
