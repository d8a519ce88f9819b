import type { FailureValue } from '@hare/hctl-simulator';

/** The stages that are tried on the failures of the simulated hctl. */
export const triedStages = [
  'init',
  'test',
  'reset',
  'cleanup',
  'upgrade',
  'pre_upgrade',
  'post_upgrade',
] as const;
export type TriedStage = (typeof triedStages)[number];

/** A failure that a stage meets, and how it ends. */
export interface MetFailure {
  readonly failures: Readonly<Record<string, FailureValue>>;
  /** The error code of the step that fails; undefined: the stage gets over it. */
  readonly code?: string;
  /** What hctl has to say about the cluster afterwards. */
  readonly cluster: 'down' | 'running';
}

export interface StageFailures {
  /** Tests of the stage's own package: a failure that they switch on is not tried again here. */
  readonly elsewhere?: string;
  readonly met: readonly MetFailure[];
  /**
   * Calls of hctl that the stage never makes: all their failures are switched on in one run, and
   * change nothing.
   */
  readonly neverCalls: RegExp;
}

const broken = 'CLUSTER_DIFFERS';

/** Whoever starts the cluster to compare it, and puts it back: test and post_upgrade. */
const metByComparison: readonly MetFailure[] = [
  { failures: { 'bootstrap-starts-clients': true, 'bootstrap-crash-mkfs': true }, cluster: 'down' },
  { failures: { 'bootstrap-crash-m0d': true }, code: 'CLUSTER_UNITS_LEFT', cluster: 'down' },
  { failures: { 'client-units': true }, code: 'CLUSTER_UNITS_LEFT', cluster: 'down' },
  { failures: { 'bootstrap-orphan': true }, code: 'HCTL_KILLED', cluster: 'down' },
  { failures: { 'consul-dead': true }, code: 'HCTL_TIMED_OUT', cluster: 'running' },
  { failures: { 'status-refuse': true }, code: 'HCTL_STATUS_FAILED', cluster: 'down' },
  { failures: { 'status-exit': 3 }, code: 'HCTL_STATUS_FAILED', cluster: 'down' },
  {
    failures: {
      'status-slow': 100,
      'status-leak': 'token: x',
      'bootstrap-noise': true,
      'bootstrap-slow': 100,
      'bootstrap-leak': 'token: x',
      'slow-start': 100,
      'shutdown-noise': true,
      'shutdown-slow': 100,
      'shutdown-leak': 'token: x',
      'shutdown-repeat': 2,
    },
    cluster: 'down',
  },
  { failures: { 'bootstrap-refuse': true }, code: 'HCTL_BOOTSTRAP_FAILED', cluster: 'down' },
  { failures: { 'bootstrap-exit': 7 }, code: 'HCTL_BOOTSTRAP_FAILED', cluster: 'down' },
  { failures: { 'bootstrap-crash-early': true }, code: 'HCTL_BOOTSTRAP_FAILED', cluster: 'down' },
  { failures: { 'bootstrap-kill': true }, code: 'HCTL_KILLED', cluster: 'down' },
  { failures: { 'bootstrap-hang': true }, code: 'HCTL_TIMED_OUT', cluster: 'down' },
  { failures: { 'node-missing': 'srvnode-1.data.private' }, code: broken, cluster: 'down' },
  { failures: { 'shutdown-refuse': true }, code: 'HCTL_SHUTDOWN_FAILED', cluster: 'running' },
  { failures: { 'shutdown-exit': 7 }, code: 'HCTL_SHUTDOWN_FAILED', cluster: 'running' },
  { failures: { 'shutdown-stuck': true }, code: 'HCTL_SHUTDOWN_FAILED', cluster: 'running' },
  { failures: { 'shutdown-hang': true }, code: 'HCTL_TIMED_OUT', cluster: 'running' },
  { failures: { 'shutdown-kill': true }, code: 'HCTL_KILLED', cluster: 'running' },
];

/**
 * What is in the status of a running cluster, and what it then is for whoever expects it to be as
 * promised.
 */
const statusTroubles = (code: string, cluster: MetFailure['cluster']): readonly MetFailure[] => [
  { failures: { 'status-garbage': true }, code: 'HCTL_STATUS_NO_JSON', cluster },
  { failures: { 'status-cut': true }, code: 'HCTL_STATUS_NO_JSON', cluster },
  { failures: { 'status-empty': true }, code: 'HCTL_STATUS_NO_JSON', cluster },
  { failures: { 'status-shape': true }, code: 'HCTL_STATUS_SHAPE', cluster },
  { failures: { 'service-offline': 'ioservice' }, code, cluster },
  { failures: { 'service-unknown': 'ioservice' }, code, cluster },
  { failures: { 'service-missing': 'hax' }, code, cluster },
  { failures: { 'service-wrong': 'ioservice' }, code, cluster },
  { failures: { 'service-surplus': 'confd', 'pool-missing': 'the pool' }, code, cluster },
  {
    failures: { 'profile-missing': 'Profile_the_pool', 'device-offline': '/dev/sdd' },
    code,
    cluster,
  },
  { failures: { 'device-missing': '/dev/sdc' }, code, cluster },
  { failures: { 'device-state': '/dev/sdc=repairing' }, code, cluster },
  { failures: { 'status-no-d': true, 'status-old': true, 'status-noise': true }, cluster },
  { failures: { 'device-unknown': '/dev/sdc' }, cluster },
];

/**
 * Every failure of the simulator is met, tried elsewhere, or of a call that the stage never makes;
 * a test checks that. `hang-hard` differs from `hang` for hctl's own package only.
 */
export const failureTable: Readonly<Record<TriedStage, StageFailures>> = {
  init: {
    elsewhere: 'packages/stage-init/tests/failures.test.ts',
    met: [
      { failures: { 'status-refuse': true }, code: 'HCTL_STATUS_FAILED', cluster: 'down' },
      { failures: { 'status-empty': true }, code: 'HCTL_STATUS_NO_JSON', cluster: 'down' },
      { failures: { 'service-unknown': 'confd' }, code: 'CLUSTER_NOT_STARTED', cluster: 'down' },
      {
        failures: { 'node-missing': 'srvnode-1.data.private' },
        code: 'CLUSTER_NOT_STARTED',
        cluster: 'down',
      },
      { failures: { 'shutdown-exit': 7 }, code: 'HCTL_SHUTDOWN_FAILED', cluster: 'running' },
      {
        failures: {
          'status-slow': 100,
          'status-leak': 'token: x',
          'shutdown-slow': 100,
          'shutdown-leak': 'token: x',
          'shutdown-repeat': 2,
        },
        cluster: 'down',
      },
      // Whether services run is all that init waits for; what else is promised is for test to
      // compare.
      {
        failures: {
          'service-surplus': 'confd',
          'pool-missing': 'the pool',
          'profile-missing': 'Profile_the_pool',
          'device-offline': '/dev/sdc',
          'device-unknown': '/dev/sdd',
          'device-missing': '/dev/sde',
        },
        cluster: 'down',
      },
    ],
    neverCalls: /^reportbug-/,
  },
  test: {
    elsewhere: 'packages/stage-test/tests/test.test.ts',
    met: metByComparison,
    neverCalls: /^reportbug-/,
  },
  reset: { met: [], neverCalls: /./ },
  cleanup: {
    elsewhere: 'packages/stage-cleanup/src/stage.test.ts',
    met: [
      { failures: { 'consul-dead': true }, code: 'HCTL_TIMED_OUT', cluster: 'running' },
      { failures: { 'status-hang': true }, code: 'HCTL_TIMED_OUT', cluster: 'running' },
      { failures: { 'status-kill': true }, code: 'HCTL_KILLED', cluster: 'running' },
      { failures: { 'status-refuse': true }, code: 'HCTL_STATUS_FAILED', cluster: 'running' },
      {
        failures: {
          'status-noise': true,
          'status-slow': 100,
          'status-leak': 'token: x',
          'shutdown-noise': true,
          'shutdown-slow': 100,
          'shutdown-leak': 'token: x',
          'shutdown-repeat': 2,
        },
        cluster: 'down',
      },
      { failures: { 'shutdown-refuse': true }, code: 'HCTL_SHUTDOWN_FAILED', cluster: 'running' },
      { failures: { 'shutdown-exit': 7 }, code: 'HCTL_SHUTDOWN_FAILED', cluster: 'running' },
      { failures: { 'shutdown-hang': true }, code: 'HCTL_TIMED_OUT', cluster: 'running' },
      { failures: { 'shutdown-kill': true }, code: 'HCTL_KILLED', cluster: 'running' },
    ],
    // Cleanup asks only whether the cluster runs, not what runs of it.
    neverCalls:
      /^(bootstrap-|reportbug-|service-|node-|pool-|profile-|device-|slow-start$|client-units$|status-(garbage|cut|empty|shape|no-d|old)$)/,
  },
  upgrade: {
    elsewhere: 'packages/stage-upgrade/tests/failures.test.ts',
    met: [
      { failures: { 'status-refuse': true }, code: 'HCTL_STATUS_FAILED', cluster: 'down' },
      { failures: { 'status-exit': 3 }, code: 'HCTL_STATUS_FAILED', cluster: 'down' },
      {
        failures: { 'status-noise': true, 'status-slow': 100, 'status-leak': 'token: x' },
        cluster: 'down',
      },
    ],
    neverCalls:
      /^(bootstrap-|shutdown-|reportbug-|service-|node-|pool-|profile-|device-|slow-start$|client-units$|consul-dead$|status-(garbage|cut|empty|shape|no-d|old)$)/,
  },
  // The cluster runs as init left it: pre_upgrade asks it, and touches nothing.
  pre_upgrade: {
    elsewhere: 'packages/stage-upgrade/tests/failures.test.ts',
    met: [
      { failures: { 'status-refuse': true }, code: 'HCTL_STATUS_FAILED', cluster: 'running' },
      { failures: { 'status-exit': 3 }, code: 'HCTL_STATUS_FAILED', cluster: 'running' },
      {
        failures: { 'status-noise': true, 'status-slow': 100, 'status-leak': 'token: x' },
        cluster: 'running',
      },
      {
        failures: { 'node-missing': 'srvnode-1.data.private' },
        code: 'CLUSTER_UNHEALTHY',
        cluster: 'running',
      },
      { failures: { 'consul-dead': true }, code: 'HCTL_TIMED_OUT', cluster: 'running' },
      ...statusTroubles('CLUSTER_UNHEALTHY', 'running'),
    ],
    neverCalls: /^(bootstrap-|shutdown-|reportbug-|slow-start$|client-units$)/,
  },
  post_upgrade: {
    elsewhere: 'packages/stage-upgrade/tests/failures.test.ts',
    met: [...metByComparison, ...statusTroubles(broken, 'down')],
    neverCalls: /^reportbug-/,
  },
};
