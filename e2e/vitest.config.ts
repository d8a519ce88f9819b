import path from 'node:path';
import { mergeConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import base from '../vitest.base.js';

/** Begun first, so that at the end no worker is left alone with one of them. */
const longest = [
  'release',
  'every-stage-embedded',
  'examples-of-stages',
  'mistakes',
  'generations',
  'hctl-failures',
  'config-processes',
  'self-contained',
  'doctor',
  'device-safety',
  'install-page',
].map((name) => `${name}.test.ts`);

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = longest.indexOf(path.basename(moduleId));
      return place === -1 ? longest.length : place;
    };
    return (await super.sort(files)).toSorted((left, right) => rank(left) - rank(right));
  }
}

export default mergeConfig(base, {
  test: {
    // They wait for sessions of Consul, registries and services as much as they compute.
    maxWorkers: 4,
    globalSetup: ['../tools/consul/src/vitest-setup.mjs'],
    sequence: { sequencer: LongestFirst },
  },
});
