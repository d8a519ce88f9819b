import { fileURLToPath } from 'node:url';
import { findVersion } from '../find-version.js';
import { once } from '../once.js';

/** The release of this package, which writes what stages remember: `0.3.1`; `unknown` where its package.json is not found. */
export const ownRelease: () => Promise<string> = once(() => findVersion(fileURLToPath(import.meta.url)));
