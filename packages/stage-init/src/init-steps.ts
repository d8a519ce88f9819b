import type { StageContext, Step } from '@hare/stage';
import { cdfValid, clusterAsFound, clusterBootstrapped, clusterKnown, hctlFound, noBootstrapAtWork, servicesStarted } from '@hare/stage/cluster';
import type { InitOptions } from './init-options.js';
import { createInitSession } from './init-session.js';
import { devicesSafe } from './steps/devices-safe.js';
import { firstNodeFormats } from './steps/first-node-formats.js';
import { mkfsAllowed, type MkfsAllowedOptions } from './steps/mkfs-allowed.js';
import { mkfsKnownInKv } from './steps/mkfs-known-in-kv.js';
import { mkfsRecordedBefore } from './steps/mkfs-recorded-before.js';
import { mkfsRecordedDone } from './steps/mkfs-recorded-done.js';
import { planKnown } from './steps/plan-known.js';

/** The steps of init, in order. */
export function initSteps(context: StageContext<InitOptions>, terminal: MkfsAllowedOptions): readonly Step[] {
  const session = createInitSession(context);
  const { cluster } = session;
  const plan = (): ReturnType<typeof session.plan> => session.plan();
  return [
    hctlFound(cluster),
    cdfValid(cluster),
    clusterKnown(cluster),
    noBootstrapAtWork(cluster),
    planKnown(session),
    mkfsAllowed(session, terminal),
    devicesSafe(session),
    firstNodeFormats(session),
    mkfsRecordedBefore(session),
    clusterBootstrapped(cluster, { plan, staysUp: context.options.keepRunning, after: ['plan'] }),
    servicesStarted(cluster, plan),
    mkfsRecordedDone(session),
    mkfsKnownInKv(session),
    clusterAsFound(cluster, { keepRunning: context.options.keepRunning }),
  ];
}
