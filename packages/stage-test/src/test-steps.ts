import type { StageContext, Step } from '@hare/stage';
import {
  cdfValid,
  clusterAsFound,
  clusterBootstrapped,
  clusterKnown,
  hctlFound,
  noBootstrapAtWork,
  promisesKept,
  regressionSteps,
  timeToStart,
} from '@hare/cluster';
import { consulHealthy } from './steps/consul-healthy.js';
import { drivesReadable } from './steps/drives-readable.js';
import { kvTimed } from './steps/kv-timed.js';
import { settingsKnown } from './steps/settings-known.js';
import { statusTimed } from './steps/status-timed.js';
import type { Plan, TestOptions } from './test-options.js';
import { createTestSession, type TestSession } from './test-session.js';

/** What each plan adds to the comparison of status and description. */
const additions: Readonly<Record<Plan, (session: TestSession) => readonly Step[]>> = {
  sanity: () => [],
  regression: regressionSteps,
  full: (session) => [...regressionSteps(session), drivesReadable(session), consulHealthy(session)],
  performance: (session) => [statusTimed(session), kvTimed(session, { growing: false })],
  scalability: (session) => [statusTimed(session), kvTimed(session, { growing: true })],
};

/** The steps of test, in order. */
export function testSteps(context: StageContext<TestOptions>): readonly Step[] {
  const session = createTestSession(context);
  const { cluster } = session;
  return [
    hctlFound(cluster),
    cdfValid(cluster),
    settingsKnown(session),
    clusterKnown(cluster),
    noBootstrapAtWork(cluster),
    clusterBootstrapped(cluster, {
      plan: () => Promise.resolve(session.plan),
      temporary: true,
      after: ['cdf', 'cluster'],
    }),
    timeToStart(session),
    promisesKept(session, {
      unknownDevices: async () => (await session.settings()).unknown_devices,
      after: ['settings', 'bootstrap'],
    }),
    ...additions[context.options.plan as Plan](session),
    clusterAsFound(cluster, { keepRunning: false }),
  ];
}
