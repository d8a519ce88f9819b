import { once } from '../once.js';
import { ownVersion } from '../own-version.js';

/** The release of this package, which writes what stages remember. */
export const ownRelease: () => Promise<string> = once(ownVersion);
