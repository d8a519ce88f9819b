import type { Dialect } from './dialect.js';
import { rfc20 } from './rfc20.js';

/** Every generation of ConfStores that is read, the last first. */
export const dialects: readonly Dialect[] = [rfc20];
