import type { Bin } from '@hare/cli/bin';

/** The bin `hare-cdf`. */
export const hareCdf: Bin = {
  name: 'hare-cdf',
  table: async () => (await import('./program.js')).program,
  run: async (argv) => (await import('../cli.js')).main(argv),
};
