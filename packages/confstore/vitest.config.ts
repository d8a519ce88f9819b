import { mergeConfig } from 'vitest/config';
import { twoWorkers } from '../../vitest.base.js';

export default mergeConfig(twoWorkers, {
  test: { globalSetup: ['../../tools/consul/src/vitest-setup.mjs'] },
});
