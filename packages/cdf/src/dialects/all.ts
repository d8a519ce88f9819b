import type { Dialect } from './dialect.js';
import { node } from './node.js';
import { rfc20 } from './rfc20.js';
import { serverNode } from './server-node.js';

/** Every generation of ConfStores that is read, the last first. */
export const dialects: readonly Dialect[] = [node, serverNode, rfc20];
