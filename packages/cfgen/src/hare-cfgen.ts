import type { Bin } from '@hare/cli/bin';

/** The bin `hare-cfgen`. */
export const hareCfgen: Bin = {
  name: 'hare-cfgen',
  table: async () => (await import('./program.js')).program,
  run: async (argv) => (await import('./cli.js')).main(argv),
};
