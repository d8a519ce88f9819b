import { turnFolder, findKv } from '@hare/kv';
import type { ConfLock } from '@hare/confstore';
import { HareError, isConsulUrl, isHareError, parseStoreUrl } from '@hare/base';
import type { StageContext } from '@hare/stage';

const domain = 'hare_setup-cluster';

/**
 * Stages of several nodes that start and stop the same cluster for their own time take turns, or
 * one would shut down what another has just started. The turn is a lock in the Consul that is the
 * KV; the lock of a stage that was killed ends by itself, or with the next stage of its node. A
 * single node, and nodes without such a KV, have nothing to agree in.
 */
export interface ClusterTurn {
  /** Whether there are others to agree with, and the turn is not ours yet. */
  isMissing(): Promise<boolean>;
  /**
   * Waits for the turn, if it is missing. @throws HareError `CLUSTER_TURN` when another node has it
   * for too long
   */
  take(): Promise<void>;
  readonly isHeld: boolean;
  giveBack(): Promise<void>;
}

export interface ClusterTurnOptions {
  readonly context: Pick<StageContext, 'kvUrl' | 'log' | 'now' | 'progress' | 'sleep'>;
  /** How many nodes the description has. */
  readonly nodes: () => Promise<number>;
  /** The name of this node. */
  readonly owner: () => Promise<string>;
  /** How long to wait for the others. */
  readonly waitMs: number;
}

/** The turn of this stage's run. */
export function createClusterTurn({
  context,
  nodes,
  owner,
  waitMs,
}: ClusterTurnOptions): ClusterTurn {
  const { kvUrl } = context;
  let held: ConfLock | undefined;
  let isAway = false;
  const take = async (url: string): Promise<void> => {
    const { acquireConsulLock, ConsulKv, releaseConsulLock, storePrefix } =
      await import('@hare/consul');
    // The default one comes and goes with the cluster: when it is gone, so is the turn.
    const place = parseStoreUrl(url);
    const kv = ConsulKv.of(place, kvUrl === undefined ? { retryMs: 2000 } : {});
    const prefix = `${storePrefix(place.path)}${turnFolder}`;
    const name = await owner();
    const deadline = new Date(context.now().getTime() + waitMs);
    try {
      // What a killed stage of this node left.
      await releaseConsulLock(kv, prefix, domain, name, false);
      held = await lockPatiently(
        () => acquireConsulLock(kv, prefix, domain, name, { waitMs: 1000 }),
        deadline,
      );
    } catch (error) {
      // A Consul that starts with the cluster cannot be used to agree on a turn.
      const isPassing =
        isHareError(error) &&
        (error.code === 'CONSUL_UNREACHABLE' ||
          (kvUrl === undefined && error.code === 'CONSUL_NO_LEADER'));
      if (!isPassing) throw error;
      isAway = true;
    }
  };
  const lockPatiently = async (
    lock: () => Promise<ConfLock>,
    deadline: Date,
  ): Promise<ConfLock> => {
    for (;;) {
      try {
        return await lock();
      } catch (error) {
        if (!isHareError(error) || error.code !== 'CONFSTORE_LOCKED') throw error;
        if (context.now() >= deadline)
          throw new HareError(
            'CLUSTER_TURN',
            'another node is starting or stopping the cluster and did not finish within ' +
              `${Math.round(waitMs / 1000)} s: ${error.message}`,
            {
              where: error.where,
              hint: 'check the stage on that node, then run this one again: hare_setup status',
              cause: error,
            },
          );
        context.progress(
          `waiting for another node that is starting or stopping the cluster: ${error.message}`,
          deadline,
        );
        await context.sleep(0);
      }
    }
  };
  /** The Consul to agree in, if there is one. */
  const place = async (): Promise<string | undefined> => {
    const kv = await findKv(kvUrl);
    return kv.kind !== 'deferred' && isConsulUrl(kv.url) ? kv.url : undefined;
  };
  const isMissing = async (): Promise<boolean> =>
    held === undefined && !isAway && (await nodes()) > 1 && (await place()) !== undefined;
  return {
    isMissing,
    get isHeld() {
      return held !== undefined;
    },
    take: async () => {
      const url = (await isMissing()) ? await place() : undefined;
      if (url !== undefined) await take(url);
    },
    giveBack: async () => {
      const given = held;
      held = undefined;
      try {
        await given?.release();
      } catch (error) {
        if (!isHareError(error)) throw error;
        context.log.info(
          `the lock of the cluster was not released and will expire: ${error.message}`,
        );
      }
    },
  };
}
