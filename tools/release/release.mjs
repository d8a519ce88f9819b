/** `npm run release`: see `npm run release -- --help`. */
import { ensureBuilt, ensureInstalled, repository } from '../verify/ensure-installed.mjs';

ensureInstalled();
ensureBuilt(['@hare/release']);
const { main } = await import('@hare/release');
process.exitCode = await main(process.argv.slice(2), repository);
