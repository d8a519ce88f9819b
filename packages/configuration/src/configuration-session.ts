import path from 'node:path';
import type {
  ClusterDescription,
  DialectName,
  DialectReading,
  FactsRequest,
  HaxHttp,
  NodeDescription,
} from '@hare/cdf';
import type { MotrConfig } from '@hare/cfgen';
import type { MapStore } from '@hare/confstore';
import { confStore, identifyNode, thisNode, type NodeIdentity } from '@hare/cluster';
import { findKv, type KvChoice } from '@hare/kv';
import { once, type Given, type KvEntry } from '@hare/base';
import { seen, type Seen, type StageContext } from '@hare/stage';
import type { ConfigurationOptions } from './configuration-options.js';
import { planCdf, type CdfPlan } from './plan-cdf.js';

/**
 * What one run of config or upgrade knows: MapStore → CDF → Motr configuration → files and KV. The
 * ConfStore is given; what is on this machine and in the KV is seen.
 */
export interface ConfigurationSession {
  readonly context: StageContext;
  readonly options: ConfigurationOptions;
  readonly cdf: Seen<CdfPlan>;
  /** The node that this machine is. */
  readonly node: Seen<NodeDescription>;
  /** The same, and how sure that is. */
  readonly identity: Seen<NodeIdentity>;
  readonly configuration: Seen<PlannedConfiguration>;
  readonly kv: Seen<KvChoice>;
  readonly clusterRuns: Seen<boolean>;
}

/** What Motr needs, as it must stand beside the CDF. */
export interface PlannedConfiguration {
  readonly folder: string;
  readonly config: MotrConfig;
  /** Path below the folder → text. */
  readonly files: ReadonlyMap<string, string>;
  readonly entries: readonly KvEntry[];
}

/**
 * The session of one run. `store`: the ConfStore to read, when it is another than the stage's own
 * (one with changes that are not written yet).
 */
export function configurationSession(
  context: StageContext,
  options: ConfigurationOptions,
  store: () => Promise<MapStore> = () => confStore(context),
): ConfigurationSession {
  const clusterRuns = seen(async () => {
    const { createHctl, findHctl } = await import('@hare/hctl');
    const { settings, places, run, env } = context;
    const binary = await findHctl({
      setting: settings.hctl,
      path: env['PATH'],
      prefix: places.prefix,
    }).catch(() => undefined);
    // Without an hctl nothing of Hare can run here.
    return (
      binary !== undefined &&
      (await createHctl({ run, binary, timeouts: settings.timeouts }).status()) === 'running'
    );
  });
  const nodeOf = async (model: ClusterDescription): Promise<NodeDescription> =>
    thisNode(model, context, await store());
  const reading: Given<DialectReading> = once(async () => {
    const [{ readDialect }, { factsOfMachines, waitingForFacts }] = await Promise.all([
      import('@hare/cdf'),
      import('@hare/cluster'),
    ]);
    const thisMachine = (
      requests: readonly FactsRequest[],
    ): Promise<{ readonly hostname: string } | undefined> => {
      const nodes = requests.map(({ hostname, machineId }) => ({
        hostname,
        machineId,
        dataIface: '',
        m0Servers: [],
        m0Clients: [],
      }));
      return nodeOf({ nodes, pools: [] }).then(
        ({ hostname }) => ({ hostname }),
        () => undefined,
      );
    };
    const facts = await waitingForFacts(
      context,
      await factsOfMachines(context, thisMachine),
      thisMachine,
    );
    return readDialect(await store(), {
      dialect: options.dialect as DialectName | undefined,
      facts,
    });
  });
  const cdf = seen(async (look) =>
    planCdf({
      places: context.places,
      options,
      reading: await reading(),
      clusterRuns: () => look(clusterRuns),
    }),
  );
  const identity = seen(async (look) =>
    identifyNode((await look(cdf)).model, context, await store()),
  );
  const node = seen(async (look) => (await look(identity)).node);
  // Made once of each text: it takes a while, and says nothing about the world.
  const made = new Map<string, Promise<PlannedConfiguration>>();
  const configuration = seen(async (look) => {
    const plan = await look(cdf);
    const known =
      made.get(plan.text) ??
      planConfiguration(context, plan, await look(node), await readHaxHttpOf(await store()));
    made.set(plan.text, known);
    return known;
  });
  return {
    context,
    options,
    cdf,
    node,
    identity,
    clusterRuns,
    kv: seen(() => findKv(context.kvUrl)),
    configuration,
  };
}

async function readHaxHttpOf(store: MapStore): Promise<HaxHttp | undefined> {
  const { readHaxHttp } = await import('@hare/cdf');
  return readHaxHttp(store);
}

async function planConfiguration(
  context: StageContext,
  { file, model, clusterId }: CdfPlan,
  node: NodeDescription,
  haxHttp: HaxHttp | undefined,
): Promise<PlannedConfiguration> {
  const [{ gatherFacts, generateMotrConfig, kvEntries, renderFiles }, { factsOfMachines }] =
    await Promise.all([import('@hare/cfgen'), import('@hare/cluster')]);
  const source = await factsOfMachines(context, () => Promise.resolve(node));
  const config = generateMotrConfig(model, { facts: await gatherFacts(model, [source]) });
  const folder = path.dirname(file);
  const { prefix, logDir } = context.places;
  return {
    folder,
    config,
    files: renderFiles(config, {
      node: node.hostname,
      clusterId,
      prefix,
      confDir: folder,
      logDir,
      haxHttp,
    }),
    entries: [...kvEntries(config)],
  };
}
