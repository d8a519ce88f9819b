import path from 'node:path';
import type {
  CdfFormat,
  ClusterDescription,
  DialectName,
  Facts,
  FactsRequest,
  HaxHttp,
  NodeDescription,
} from '@hare/cdf';
import type { ConfigFiles, MotrConfig } from '@hare/cfgen';
import type { MapStore } from '@hare/confstore';
import {
  type AskedOfMachine,
  confStore,
  identifyNode,
  type NodeIdentity,
  thisNode,
} from '@hare/cluster';
import { nodeDevices } from '@hare/devices';
import { findKv, type KvChoice } from '@hare/kv';
import { once, spareMemory, type Given, type KvEntry } from '@hare/base';
import { seen, type Seen, type StageContext } from '@hare/stage';
import type { ConfigurationOptions } from './configuration-options.js';
import { findCdf, planCdf, type CdfPlan, type CdfSource } from './plan-cdf.js';

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
  /** Paths of its devices. */
  readonly devices: Seen<readonly string[]>;
  readonly configuration: Seen<PlannedConfiguration>;
  readonly kv: Seen<KvChoice>;
  readonly clusterRuns: Seen<boolean>;
  /** What this machine was asked about itself in this run, and said. */
  readonly answers: ReadonlyMap<AskedOfMachine, Facts>;
}

/** What Motr needs, as it must be next to the CDF. */
export interface PlannedConfiguration {
  readonly folder: string;
  readonly config: MotrConfig;
  readonly files: ConfigFiles;
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
    const binary = ifAny(() =>
      findHctl({ setting: settings.hctl, path: env['PATH'], prefix: places.prefix }),
    );
    // Without hctl, nothing of Hare can run here.
    return (
      binary !== undefined &&
      (await createHctl({ run, binary, timeouts: settings.timeouts }).status()) === 'running'
    );
  });
  const answers = new Map<AskedOfMachine, Facts>();
  const noteAnswer = (asked: AskedOfMachine, facts: Facts): void => void answers.set(asked, facts);
  const nodeOf = async (model: ClusterDescription): Promise<NodeDescription> =>
    thisNode(model, context, await store());
  const reading: Given<CdfSource> = once(async () => {
    const [{ formatCdf, readDialect }, { factsOfMachines, waitingForFacts }] = await Promise.all([
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
      await factsOfMachines(context, thisMachine, noteAnswer),
      thisMachine,
    );
    const found = await readDialect(await store(), {
      dialect: options.dialect as DialectName | undefined,
      facts,
    });
    await spareMemory(found.model.nodes.length);
    const texts = new Map<CdfFormat, string>();
    return {
      ...found,
      textIn: (format) => {
        const text = texts.get(format) ?? formatCdf(found.model, format);
        texts.set(format, text);
        return text;
      },
    };
  });
  // What follows from what is found there, whenever that is.
  const plans = new Map<string, CdfPlan>();
  const cdf = seen(async (look) => {
    const place = await findCdf(context.places, options);
    const { blocked, fault, found } = place;
    const state = [blocked ?? '', fault ?? '', found === undefined ? 'none' : `file ${found}`].join(
      '\n',
    );
    const known = plans.get(state);
    if (known !== undefined) return known;
    const plan = await planCdf(place, {
      options,
      reading: await reading(),
      clusterRuns: () => look(clusterRuns),
    });
    if (plan.staysForNow !== true) plans.set(state, plan);
    return plan;
  });
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
      planConfiguration(plan, {
        context,
        node: await look(node),
        haxHttp: await readHaxHttpOf(await store()),
        noteAnswer,
      });
    made.set(plan.text, known);
    return known;
  });
  return {
    context,
    options,
    cdf,
    node,
    identity,
    devices: seen(async (look) => nodeDevices(await look(node))),
    answers,
    clusterRuns,
    kv: seen(() => findKv(context.kvUrl)),
    configuration,
  };
}

async function readHaxHttpOf(store: MapStore): Promise<HaxHttp | undefined> {
  const { readHaxHttp } = await import('@hare/cdf');
  return readHaxHttp(store);
}

interface About {
  readonly context: StageContext;
  readonly node: NodeDescription;
  readonly haxHttp: HaxHttp | undefined;
  readonly noteAnswer: (asked: AskedOfMachine, facts: Facts) => void;
}

async function planConfiguration(
  { file, model, clusterId }: CdfPlan,
  { context, node, haxHttp, noteAnswer }: About,
): Promise<PlannedConfiguration> {
  const [{ gatherFacts, generateMotrConfig, kvEntries, renderFiles }, { factsOfMachines }] =
    await Promise.all([import('@hare/cfgen'), import('@hare/cluster')]);
  const source = await factsOfMachines(context, () => Promise.resolve(node), noteAnswer);
  const config = generateMotrConfig(model, { facts: await gatherFacts(model, [source]) });
  const folder = path.dirname(file);
  const { prefix, logDir } = context.places;
  const entries = [...kvEntries(config)];
  return {
    folder,
    config,
    entries,
    files: renderFiles(config, {
      entries,
      node: node.hostname,
      clusterId,
      prefix,
      confDir: folder,
      logDir,
      haxHttp,
    }),
  };
}

function ifAny<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch {
    return undefined;
  }
}
