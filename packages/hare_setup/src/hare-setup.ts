import type { Bin } from '@hare/cli/bin';

/** The bin `hare_setup`. */
export const hareSetup: Bin = {
  name: 'hare_setup',
  table: async () => (await import('./program.js')).program,
  run: async (argv) => (await import('./main.js')).main(argv),
};
