import { mergeConfig } from 'vitest/config';
import base from '../../vitest.base.js';

export default mergeConfig(base, {
  test: {
    // Its laws are written once and run for each kind of store, by modules put in place of others.
    isolate: true,
    globalSetup: ['../../tools/consul/src/vitest-setup.mjs'],
  },
});
