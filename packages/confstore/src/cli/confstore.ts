import type { Bin } from '@hare/cli/bin';

/** The bin `confstore`. */
export const confstore: Bin = {
  name: 'confstore',
  table: async () => (await import('./program.js')).program,
  run: async (argv) => (await import('../cli.js')).main(argv),
};
