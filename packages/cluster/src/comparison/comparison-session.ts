import type { MotrConfig } from '@hare/cfgen';
import type { ClusterStatus } from '@hare/hctl';
import { createClusterSession, type ClusterSession } from '../cluster-session.js';
import type { BootstrapPlan } from '../steps/cluster-bootstrapped.js';
import { findKv, type KvChoice } from '@hare/kv';
import { once, type Given } from '@hare/base';
import { seen, type Seen, type StageContext } from '@hare/stage';

/** What steps share that compare cluster, files and KV with the cluster description. */
export interface ComparisonSession {
  readonly context: StageContext;
  readonly cluster: ClusterSession;
  /** A cluster that is down is started for the comparison, without mkfs. */
  readonly plan: BootstrapPlan;
  /** The configuration that the description gives. @throws HareError `CFGEN_FACTS_MISSING` */
  readonly configuration: Given<MotrConfig>;
  readonly kv: Seen<KvChoice>;
  /** Undefined when the cluster is down. */
  readonly status: Seen<ClusterStatus | undefined>;
}

/**
 * The session of one run. `purpose`: why a cluster that is down is started, for the report:
 * `started for the test`.
 */
export function createComparisonSession(context: StageContext, purpose: string): ComparisonSession {
  const cluster = createClusterSession(context);
  const configuration: Given<MotrConfig> = once(() => generate(context, cluster));
  return {
    context,
    cluster,
    plan: { wanted: true, mkfs: false, note: `${purpose}, without formatting` },
    configuration,
    kv: seen(() => findKv(context.kvUrl)),
    status: seen(async () => {
      const answer = await (await cluster.hctl()).statusJson({ devices: true });
      return answer.kind === 'running' ? answer.status : undefined;
    }),
  };
}

/** As config generates it, from the same facts. */
async function generate(context: StageContext, cluster: ClusterSession): Promise<MotrConfig> {
  const [{ gatherFacts, generateMotrConfig }, { factsOfMachines }] = await Promise.all([
    import('@hare/cfgen'),
    import('../configuration/facts-of-machines.js'),
  ]);
  const { model } = await cluster.cdf();
  return generateMotrConfig(model, {
    facts: await gatherFacts(model, [await factsOfMachines(context, () => cluster.node())]),
  });
}
