import type { Difference } from './library-differences.js';

const emptyList = { steps: ['stdout'], reason: 'a list is JSON also when it is empty: []' };

/**
 * All deliberate differences from the sane recordings of the command; the tests fail when one of
 * these matches after all, or another does not.
 */
export const commandDifferences: Readonly<Record<string, Difference>> = {
  'cli/get_keys/empty': emptyList,
  'cli/search/not-found': emptyList,
  'cli/search/parent-missing': emptyList,
  'cli/get_keys/default': {
    steps: ['stdout'],
    reason: 'all leaves are listed: floats, nulls, empty maps and lists too',
  },
  'cli/merge/keys-non-leaf': {
    steps: ['exit', 'stderr', 'file a.json'],
    reason: 'a key that is named may be a subtree',
  },
  'cli/get/no-scheme': {
    steps: ['exit', 'stderr', 'stdout'],
    reason: 'a plain path stands for its URL where its ending tells the format',
  },
  'cli/compare/diff': {
    steps: ['exit', 'stdout'],
    reason: 'exits 1 when the stores differ, and compares all leaves, null and floats too',
  },
};
