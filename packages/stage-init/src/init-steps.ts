import type { Look, StageContext, Step } from '@hare/stage';
import {
  cdfValid,
  clusterAsFound,
  clusterBootstrapped,
  clusterKnown,
  hctlFound,
  noBootstrapAtWork,
  servicesStarted,
  type BootstrapPlan,
} from '@hare/cluster';
import { HareError } from '@hare/base';
import { confirmed, kvPutBack } from '@hare/footprint';
import { aroundBootstrap } from './around-bootstrap.js';
import type { InitOptions } from './init-options.js';
import { createInitSession } from './init-session.js';
import { configurationIsOurs } from './steps/configuration-is-ours.js';
import { devicesSafe } from './steps/devices-safe.js';
import { firstNodeFormats } from './steps/first-node-formats.js';
import { machineNamed } from './steps/machine-named.js';
import { mkfsAllowed } from './steps/mkfs-allowed.js';
import { mkfsKnownInKv } from './steps/mkfs-known-in-kv.js';
import { mkfsRecordedBefore } from './steps/mkfs-recorded-before.js';
import { mkfsRecordedDone } from './steps/mkfs-recorded-done.js';
import { motrInactive } from './steps/motr-inactive.js';
import { planKnown } from './steps/plan-known.js';

/** The steps of init, in order. */
export function initSteps(context: StageContext<InitOptions>): readonly Step[] {
  const { options, dryRun } = context;
  if (options.mkfs === 'always' && !options.yes && !dryRun)
    throw new HareError(
      'MKFS_NOT_AGREED',
      '--mkfs=always needs --yes: it wipes all data of the cluster',
      {
        hint: 'list the devices that it would wipe: hare_setup init --mkfs=always --dry-run',
        exitCode: 2,
      },
    );
  const session = createInitSession(context);
  const { cluster } = session;
  // What init set out to do when it began; whether that is still right is for the guards.
  const plan = (look: Look): Promise<BootstrapPlan> => look.first(session.plan);
  const [named, allowed, ours, inactive, safe] = [
    machineNamed(session),
    mkfsAllowed(session),
    configurationIsOurs(session),
    motrInactive(session),
    devicesSafe(session),
  ];
  return [
    hctlFound(cluster),
    cdfValid(cluster),
    clusterKnown(cluster),
    noBootstrapAtWork(cluster),
    planKnown(session),
    named,
    allowed,
    ours,
    inactive,
    safe,
    {
      ...confirmed(context, {
        yes: options.yes,
        question: 'Format these devices? All data on them will be lost.',
        losses: async (look) =>
          (await look(session.decision)).kind === 'format' ? look(session.wiped) : [],
      }),
      after: ['plan', 'mkfs-allowed', 'devices'],
    },
    firstNodeFormats(session),
    mkfsRecordedBefore(session),
    clusterBootstrapped(cluster, {
      plan,
      guards: [named, allowed, ours, inactive, safe],
      around: (look, act) => aroundBootstrap(session, look, act),
      staysUp: options.keepRunning,
      after: ['plan'],
    }),
    kvPutBack(cluster),
    servicesStarted(cluster, plan),
    mkfsRecordedDone(session),
    mkfsKnownInKv(session),
    clusterAsFound(cluster, { keepRunning: options.keepRunning }),
  ];
}
