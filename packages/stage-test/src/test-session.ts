import { once, type Given } from '@hare/base';
import type { StageContext } from '@hare/stage';
import { createComparisonSession, type ComparisonSession } from '@hare/cluster';
import { readTestSettings } from './read-test-settings.js';
import type { TestOptions } from './test-options.js';
import type { TestSettings } from './test-settings.js';

/** What the steps of one run of test share. */
export interface TestSession extends ComparisonSession {
  readonly context: StageContext<TestOptions>;
  readonly settings: Given<TestSettings>;
}

/** The session of one run. */
export function createTestSession(context: StageContext<TestOptions>): TestSession {
  const settings: Given<TestSettings> = once(() => readTestSettings(context.options.param));
  return { ...createComparisonSession(context, 'started for the test'), context, settings };
}
