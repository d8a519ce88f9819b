import path from 'node:path';
import type { ClusterDescription, FactsRequest, HaxHttp, NodeDescription } from '@hare/cdf';
import type { KvEntry, MotrConfig } from '@hare/cfgen';
import type { ConfStore } from '@hare/confstore';
import { identifyNode, thisNode, type NodeIdentity } from '../cluster/this-node.js';
import { findKv, type KvChoice } from '../find-kv.js';
import { once } from '../once.js';
import type { StageContext } from '../stage-context.js';
import type { ConfigurationOptions } from './configuration-options.js';
import { planCdf, type CdfPlan } from './plan-cdf.js';

/** What one run of config or upgrade knows, each thing worked out at the first question, once: ConfStore → CDF → Motr configuration → files and KV. */
export interface ConfigurationSession {
  readonly context: StageContext;
  readonly options: ConfigurationOptions;
  cdf(): Promise<CdfPlan>;
  /** The node that this machine is. */
  node(): Promise<NodeDescription>;
  /** The same, and how sure that is. */
  identity(): Promise<NodeIdentity>;
  configuration(): Promise<PlannedConfiguration>;
  kv(): Promise<KvChoice>;
  clusterRuns(): Promise<boolean>;
}

/** What Motr needs, as it must stand beside the CDF. */
export interface PlannedConfiguration {
  readonly folder: string;
  readonly config: MotrConfig;
  /** Path below the folder → text. */
  readonly files: ReadonlyMap<string, string>;
  readonly entries: readonly KvEntry[];
}

/** The session of one run. `store`: the ConfStore to read, when it is another than the stage's own (one with changes that are not written yet). */
export function configurationSession(context: StageContext, options: ConfigurationOptions, store: () => Promise<ConfStore> = () => context.confStore()): ConfigurationSession {
  const clusterRuns = once(async () => {
    const { createHctl, findHctl } = await import('@hare/hctl');
    const { settings, places, run, env } = context;
    const binary = await findHctl({ setting: settings.hctl, path: env['PATH'], prefix: places.prefix }).catch(() => undefined);
    // Without an hctl nothing of Hare can run here.
    return binary !== undefined && (await createHctl({ run, binary, timeouts: settings.timeouts }).status()) === 'running';
  });
  const nodeOf = async (model: ClusterDescription): Promise<NodeDescription> => thisNode(model, context, await store());
  const cdf = once(async () => {
    const { factsOfMachines, waitingForFacts } = await import('./facts-of-machines.js');
    const thisMachine = (requests: readonly FactsRequest[]): Promise<{ readonly hostname: string } | undefined> => {
      const nodes = requests.map(({ hostname, machineId }) => ({ hostname, machineId, dataIface: '', m0Servers: [], m0Clients: [] }));
      return nodeOf({ nodes, pools: [] }).then(({ hostname }) => ({ hostname }), () => undefined);
    };
    const source = await factsOfMachines(context, thisMachine);
    return planCdf({ places: context.places, options, store: await store(), facts: await waitingForFacts(context, source, thisMachine), clusterRuns });
  });
  const identity = once(async () => identifyNode((await cdf()).model, context, await store()));
  const node = once(async () => (await identity()).node);
  return {
    context,
    options,
    cdf,
    node,
    identity,
    clusterRuns,
    kv: once(() => findKv(context.kvUrl)),
    configuration: once(async () => planConfiguration(context, await cdf(), await node(), await readHaxHttpOf(await store()))),
  };
}

async function readHaxHttpOf(store: ConfStore): Promise<HaxHttp | undefined> {
  const { readHaxHttp } = await import('@hare/cdf');
  return readHaxHttp(store);
}

async function planConfiguration(context: StageContext, { file, model, clusterId }: CdfPlan, node: NodeDescription, haxHttp: HaxHttp | undefined): Promise<PlannedConfiguration> {
  const [{ gatherFacts, generateMotrConfig, kvEntries, renderFiles }, { factsOfMachines }] = await Promise.all([import('@hare/cfgen'), import('./facts-of-machines.js')]);
  const source = await factsOfMachines(context, () => Promise.resolve(node));
  const config = generateMotrConfig(model, { facts: await gatherFacts(model, [source]) });
  const folder = path.dirname(file);
  const { prefix, logDir } = context.places;
  return { folder, config, files: renderFiles(config, { node: node.hostname, clusterId, prefix, confDir: folder, logDir, haxHttp }), entries: [...kvEntries(config)] };
}
