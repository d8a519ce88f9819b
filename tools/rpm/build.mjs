/** `npm run package:rpm`: builds the content of the packages, then the packages. */
import { ensureBuilt, ensureInstalled } from '../verify/ensure-installed.mjs';

const argv = process.argv.slice(2);
ensureInstalled();
ensureBuilt(['@hare/rpm']);
const [{ main }, { reportFailure }] = await Promise.all([import('@hare/rpm'), import('@hare/cli')]);
try {
  process.exitCode = await main(argv);
} catch (error) {
  process.exitCode = reportFailure('package:rpm', error, (text) => process.stderr.write(text));
}
