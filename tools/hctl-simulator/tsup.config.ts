import { defineConfig } from 'tsup';
import { modules } from '../../tsup.base.js';

/** What it takes from our packages is bundled: it runs whatever of them is built or being built. */
export default defineConfig({
  ...modules,
  noExternal: [/^@hare\//],
  esbuildOptions: (options) => {
    options.conditions = ['@hare/source'];
  },
});
