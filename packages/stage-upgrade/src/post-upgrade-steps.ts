import type { StageContext, Step } from '@hare/stage';
import {
  cdfValid,
  clusterAsFound,
  clusterBootstrapped,
  clusterKnown,
  hctlFound,
  noBootstrapAtWork,
  createComparisonSession,
  promisesKept,
  regressionSteps,
  timeToStart,
} from '@hare/cluster';

/** The steps of post_upgrade: those of test with plan regression. */
export function postUpgradeSteps(context: StageContext): readonly Step[] {
  const session = createComparisonSession(context, 'started for the comparison');
  const { cluster } = session;
  return [
    hctlFound(cluster),
    cdfValid(cluster),
    clusterKnown(cluster),
    noBootstrapAtWork(cluster),
    clusterBootstrapped(cluster, {
      plan: () => Promise.resolve(session.plan),
      temporary: true,
      after: ['cdf', 'cluster'],
    }),
    timeToStart(session),
    promisesKept(session, {
      unknownDevices: () => Promise.resolve('warning'),
      after: ['bootstrap'],
    }),
    ...regressionSteps(session),
    clusterAsFound(cluster, { keepRunning: false }),
  ];
}
