import { mergeConfig } from 'vitest/config';
import base from '../../vitest.base.js';

export default mergeConfig(base, {
  test: { globalSetup: ['../../tools/consul/src/vitest-setup.mjs'] },
});
