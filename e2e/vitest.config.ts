import { mergeConfig } from 'vitest/config';
import base from '../vitest.base.js';

export default mergeConfig(base, {
  // They wait for sessions of Consul, registries and services as much as they compute.
  test: { maxWorkers: 4, globalSetup: ['../tools/consul/src/vitest-setup.mjs'] },
});
