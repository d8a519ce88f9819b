import { isHareError, once, type Given } from '@hare/base';
import {
  isFormatted,
  mkfsFile,
  type MkfsRecord,
  allServicesRun,
  changesSinceMkfs,
  clusterId,
  confStoreIfAny,
  createClusterSession,
  createMkfsMemory,
  descriptionDigest,
  ioserviceWasStarted,
  kvIsLost,
  type BootstrapPlan,
  type ClusterSession,
  type MkfsMemory,
} from '@hare/cluster';
import { seen, type Look, type Seen, type StageContext } from '@hare/stage';
import type { DeviceState, HeldDevices } from '@hare/devices';
import { decideInit, type InitDecision } from './decide-init.js';
import type { InitOptions } from './init-options.js';
import { findMotrData } from './motr-data.js';

/** What the steps of one run of init share. */
export interface InitSession {
  readonly context: StageContext<InitOptions>;
  readonly cluster: ClusterSession;
  readonly memory: MkfsMemory;
  readonly clusterId: Given<string>;
  /**
   * What to do. A run keeps the decision of its first round, and formats only if it is still valid
   * immediately before.
   */
  readonly decision: Seen<InitDecision>;
  readonly plan: Seen<BootstrapPlan>;
  /** Folders in which services of Motr have worked, though nothing is recorded about mkfs. */
  readonly motrData: Seen<readonly string[]>;
  /** The devices of this node, as they are. */
  readonly devices: Seen<readonly DeviceState[]>;
  /** A line for each device of the cluster that mkfs wipes. */
  readonly wiped: Seen<readonly string[]>;
  /**
   * Claims the devices of this node while `work` runs: no process can mount or change them
   * meanwhile.
   */
  holding<T>(look: Look, work: () => Promise<T>): Promise<T>;
}

/** The session of one run. */
export function createInitSession(context: StageContext<InitOptions>): InitSession {
  const cluster = createClusterSession(context);
  const memory = createMkfsMemory(context);
  const id: Given<string> = once(async () =>
    clusterId((await cluster.cdf()).model, await confStoreIfAny(context)),
  );
  const motrData = seen(async (look) => {
    const { record } = await look(memory.known);
    if (record === undefined) return findMotrData(context);
    // The id comes from the ConfStore where it can be read: otherwise the description decides
    // whether it is the same cluster.
    const isOfAnother =
      record.state === 'started' &&
      record.clusterId !== (await id()) &&
      record.cdfDigest !== (await descriptionDigest((await cluster.cdf()).model));
    return isOfAnother
      ? [
          `${mkfsFile(context.places)} is for cluster ${record.clusterId}, but the ` +
            `description is for cluster ${await id()}`,
        ]
      : [];
  });
  const lost = seen(() => kvIsLost(cluster));
  const wasStarted = seen((look) => ioserviceWasStarted(cluster, look));
  const decision = seen(async (look) => {
    const [{ model }, found, { record }] = [
      await cluster.cdf(),
      await look(cluster.found),
      await look(memory.known),
    ];
    const isRunning = found.state === 'running';
    const isLeftover = found.leftBy !== undefined;
    const isBegun = record?.state === 'started';
    // To leave a cluster alone, this node's identity is not needed, unless another process is
    // formatting it.
    const isFirstNode =
      isRunning && !isLeftover && (record === undefined || record.state === 'done')
        ? false
        : (await cluster.node()).hostname === model.nodes[0]?.hostname;
    return decideInit({
      record,
      cdfDigest: await descriptionDigest(model),
      isRunning,
      isLeftover,
      isFirstNode,
      isWhole: isBegun && isRunning && (await allServicesRun(cluster, look)),
      wasStarted: isBegun && (await look(wasStarted)),
      isBootstrapping: isBegun && found.atWork.length > 0,
      holdsMotrData: (await look(motrData)).length > 0,
      kvIsLost: record?.state === 'done' && !isRunning && isFirstNode && (await look(lost)),
      keepRunning: context.options.keepRunning,
      always: context.options.mkfs === 'always',
    });
  });
  let held: HeldDevices | undefined;
  const devices = seen(async (look) => {
    const { lookAtDevices, nodeDevices } = await import('@hare/devices');
    const { record } = await look(memory.known);
    const { run, root, env } = context;
    return lookAtDevices(nodeDevices(await cluster.node()), {
      run,
      root,
      path: env['PATH'],
      held,
      isFormatted: isFormatted(record),
    });
  });
  const holding = async <T>(look: Look, work: () => Promise<T>): Promise<T> => {
    const { withDevicesHeld } = await import('@hare/devices');
    return withDevicesHeld(await look(devices), async (claimed) => {
      held = claimed;
      return work().finally(() => (held = undefined));
    });
  };
  const wiped = seen(async (look) => {
    const { describeDevice, nodeDevices } = await import('@hare/devices');
    const [{ model }, here, states] = [
      await cluster.cdf(),
      await cluster.node(),
      await look(devices),
    ];
    return model.nodes.flatMap((node) =>
      (node.hostname === here.hostname ? states.map(describeDevice) : nodeDevices(node)).map(
        (device) => `format ${node.hostname}: ${device}`,
      ),
    );
  });
  const session: InitSession = {
    context,
    cluster,
    memory,
    decision,
    motrData,
    clusterId: id,
    devices,
    wiped,
    holding,
    plan: seen((look) => makePlan(session, look)),
  };
  return session;
}

async function makePlan(session: InitSession, look: Look): Promise<BootstrapPlan> {
  const [decision, { record, from, warnings }, { model }, id] = [
    await look(session.decision),
    await look(session.memory.known),
    await session.cluster.cdf(),
    await session.clusterId(),
  ];
  const foreign =
    record !== undefined && record.clusterId !== id
      ? [
          `the mkfs record is for cluster ${record.clusterId}, but the description is for ` +
            `cluster ${id}`,
        ]
      : [];
  const told = [...warnings, ...foreign];
  const known = describeRecord(record, from);
  switch (decision.kind) {
    case 'leave':
      return {
        wanted: true,
        foreign: true,
        mkfs: false,
        note: 'nothing: the cluster is running',
        warnings: told,
      };
    case 'nothing':
      return { wanted: false, mkfs: false, note: `nothing to start: ${known}`, warnings: told };
    case 'refuse':
      return { wanted: false, mkfs: false, note: 'nothing to start', warnings: told };
    case 'wait':
      return {
        wanted: false,
        mkfs: false,
        note: 'another node starts the cluster',
        warnings: told,
      };
    case 'start': {
      if (decision.because === 'kv-lost')
        return {
          wanted: true,
          mkfs: false,
          note: `start without formatting and restore the configuration in the KV: ${known}`,
          warnings: told,
        };
      if (decision.because !== 'description-changed')
        return {
          wanted: true,
          mkfs: false,
          note: `start without formatting: ${known}`,
          warnings: told,
        };
      const changes = await changesSinceMkfs(session.context.places, model);
      const warning =
        'the cluster description changed after formatting; the cluster starts without ' +
        'formatting new devices (that needs ' +
        `--mkfs=always):\n${changes.map((line) => `  ${line}`).join('\n')}`;
      return {
        wanted: true,
        mkfs: false,
        note: `start without formatting: ${known}`,
        diff: changes.join('\n'),
        warnings: [...told, warning],
      };
    }
    case 'format': {
      const notes = {
        'never-done': 'format: the devices were never formatted',
        'begun-only': `format again: ${known}`,
        always: `format again, as requested: ${known}`,
      };
      const again =
        decision.because === 'begun-only'
          ? [
              `formatting began at ${record?.time ?? '?'} but did not finish; the devices will ` +
                'be formatted again',
            ]
          : [];
      return {
        wanted: true,
        mkfs: true,
        note: notes[decision.because],
        diff: await wipedIfKnown(session, look),
        warnings: [...told, ...again],
      };
    }
  }
}

/** Devices that cannot be looked at are the matter of another step. */
async function wipedIfKnown(session: InitSession, look: Look): Promise<string | undefined> {
  try {
    return (await look(session.wiped)).join('\n');
  } catch (error) {
    if (isHareError(error)) return undefined;
    throw error;
  }
}

function describeRecord(record: MkfsRecord | undefined, from: 'file' | 'kv' | undefined): string {
  if (record === undefined) return 'never formatted';
  const where = from === 'kv' ? ' (from the KV)' : '';
  return (
    `${record.state === 'started' ? 'formatting began' : 'formatted'} at ${record.time} on ` +
    `${record.host}${where}`
  );
}
