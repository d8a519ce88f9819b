import { HareError } from '@hare/base';
import { formatPath, type Findings, type Path } from '@hare/base/schema';

/** A document whose aliases unfold without end is stopped. */
const mostValues = 5_000_000;

/**
 * Starts a reading that finds nothing wrong yet: of a CDF file, or of the keys of a ConfStore, whose
 * findings name only the end of the key.
 */
export function noFindings(kind: 'CDF' | 'KEY'): Findings {
  let visited = 0;
  return {
    prefix: `${kind}_`,
    problems: [],
    nullIsAbsent: true,
    unknownField: 'is not a field of the CDF',
    nameOf: (path) => formatPath(kind === 'CDF' ? path : lastName(path)),
    hintFor: explainName,
    visit() {
      visited += 1;
      if (visited > mostValues)
        throw new HareError(
          `${kind}_TOO_LARGE`,
          `the aliases of the document expand to more than ${mostValues} values`,
          { hint: 'replace aliases of aliases with their values' },
        );
    },
  };
}

function explainName(path: Path): string {
  const name = path.findLast((segment) => typeof segment === 'string');
  return name === undefined
    ? 'to see the allowed fields: hare-cdf schema'
    : 'to see what is allowed: hare-cdf explain ' +
        (/^[\w.-]+$/.test(name) ? name : JSON.stringify(name));
}

/** The last name of a path with the positions behind it: `cvg[0]`. */
function lastName(path: Path): Path {
  return path.slice(path.findLastIndex((segment) => typeof segment === 'string'));
}
