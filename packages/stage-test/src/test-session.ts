import { findKv, type KvChoice, type StageContext } from '@hare/stage';
import { createClusterSession, type BootstrapPlan, type ClusterSession } from '@hare/stage/cluster';
import type { MotrConfig } from '@hare/cfgen';
import type { ClusterStatus } from '@hare/hctl';
import { readTestSettings } from './read-test-settings.js';
import type { TestOptions } from './test-options.js';
import type { TestSettings } from './test-settings.js';

/** What the steps of one run of test share. */
export interface TestSession {
  readonly context: StageContext<TestOptions>;
  readonly cluster: ClusterSession;
  settings(): Promise<TestSettings>;
  plan(): Promise<BootstrapPlan>;
  /** The configuration that the description gives. @throws HareError `CFGEN_FACTS_MISSING` */
  configuration(): Promise<MotrConfig>;
  /** Asked anew each time: Consul comes with the cluster. */
  kv(): Promise<KvChoice>;
  /** Asked anew each time; undefined when the cluster is down. */
  status(): Promise<ClusterStatus | undefined>;
}

/** The session of one run. */
export function createTestSession(context: StageContext<TestOptions>): TestSession {
  const cluster = createClusterSession(context);
  let settings: Promise<TestSettings> | undefined;
  let configuration: Promise<MotrConfig> | undefined;
  return {
    context,
    cluster,
    settings: () => (settings ??= readTestSettings(context.options.param)),
    plan: () => Promise.resolve({ wanted: true, mkfs: false, note: 'started for the test, without mkfs' }),
    configuration: () => (configuration ??= generate(context, cluster)),
    kv: () => findKv(context.kvUrl),
    status: async () => {
      const answer = await (await cluster.hctl()).statusJson({ devices: true });
      return answer.kind === 'running' ? answer.status : undefined;
    },
  };
}

/** As config generates it: facts from the facts file, else the KV, else this machine for its own node. */
async function generate(context: StageContext, cluster: ClusterSession): Promise<MotrConfig> {
  const [{ gatherFacts, generateMotrConfig, factsFromMachine }, { factsFromFile, factsFromKv }, { openConfStore }] = await Promise.all([import('@hare/cfgen'), import('@hare/cdf'), import('@hare/confstore')]);
  const { model } = await cluster.cdf();
  const url = context.factsFile === undefined ? context.kvUrl : `json:${context.factsFile}`;
  const store = url === undefined ? undefined : await openConfStore(url, { create: context.factsFile === undefined });
  try {
    const stored = store === undefined ? [] : [await (context.factsFile === undefined ? factsFromKv(store) : factsFromFile(store))];
    const here = context.factsFile === undefined ? [factsFromMachine({ ...(await cluster.node()), root: context.root === '' ? undefined : context.root })] : [];
    return generateMotrConfig(model, { facts: await gatherFacts(model, [...stored, ...here]) });
  } finally {
    await store?.close();
  }
}
