import type { MotrConfig } from '@hare/cfgen';
import type { ClusterStatus } from '@hare/hctl';
import { createClusterSession, type ClusterSession } from '../cluster/cluster-session.js';
import type { BootstrapPlan } from '../cluster/steps/cluster-bootstrapped.js';
import { findKv, type KvChoice } from '../find-kv.js';
import { once } from '../once.js';
import type { StageContext } from '../stage-context.js';

/** What steps share that compare cluster, files and KV with the cluster description. */
export interface ComparisonSession {
  readonly context: StageContext;
  readonly cluster: ClusterSession;
  /** A cluster that is down is started for the comparison, without mkfs. */
  plan(): Promise<BootstrapPlan>;
  /** The configuration that the description gives. @throws HareError `CFGEN_FACTS_MISSING` */
  configuration(): Promise<MotrConfig>;
  /** Asked anew each time: Consul comes with the cluster. */
  kv(): Promise<KvChoice>;
  /** Asked anew each time; undefined when the cluster is down. */
  status(): Promise<ClusterStatus | undefined>;
}

/** The session of one run. `purpose`: why a cluster that is down is started, for the report: `started for the test`. */
export function createComparisonSession(context: StageContext, purpose: string): ComparisonSession {
  const cluster = createClusterSession(context);
  return {
    context,
    cluster,
    plan: () => Promise.resolve({ wanted: true, mkfs: false, note: `${purpose}, without mkfs` }),
    configuration: once(() => generate(context, cluster)),
    kv: () => findKv(context.kvUrl),
    status: async () => {
      const answer = await (await cluster.hctl()).statusJson({ devices: true });
      return answer.kind === 'running' ? answer.status : undefined;
    },
  };
}

/** As config generates it, from the same facts. */
async function generate(context: StageContext, cluster: ClusterSession): Promise<MotrConfig> {
  const [{ gatherFacts, generateMotrConfig }, { factsOfMachines }] = await Promise.all([import('@hare/cfgen'), import('../configuration/facts-of-machines.js')]);
  const { model } = await cluster.cdf();
  return generateMotrConfig(model, { facts: await gatherFacts(model, [await factsOfMachines(context, () => cluster.node())]) });
}
