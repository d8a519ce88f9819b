import { once, type Given } from '@hare/base';
import { ownVersion } from '../own-version.js';

/** The release of this package, which writes what stages remember. */
export const ownRelease: Given<string> = once(ownVersion);
