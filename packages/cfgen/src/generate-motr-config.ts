import { basePort, type ClusterDescription, type Facts } from '@hare/cdf';
import { HareError } from '@hare/base';
import { createBuildContext, type BuildContext } from './build-context.js';
import { buildDrive } from './build-drive.js';
import { buildFdmi } from './build-fdmi.js';
import { buildNode, type BuiltNode, type CasService } from './build-node.js';
import { buildPool } from './build-pool.js';
import { addDevice } from './build-process.js';
import { buildProfiles } from './build-profiles.js';
import { addressWarnings, completeNodes, type CompleteNode } from './complete-nodes.js';
import { configWarnings } from './config-warnings.js';
import { createEndpointAllocator } from './endpoint.js';
import type { Rack, Site } from './hardware.js';
import type { ClusterNode, MotrConfig } from './motr-config.js';
import { ioEnclosures, planPools } from './plan-pools.js';

export interface GenerateOptions {
  /** What the CDF leaves open: see `Facts`. */
  readonly facts?: Facts | undefined;
}

/**
 * The Motr configuration of a cluster. Pure: the same description and facts give the same
 * configuration, object by object. The description is expected to be valid (`validateCdf` of
 * `@hare/cdf`).
 * @throws HareError `CFGEN_FACTS_MISSING` naming every fact that is missing; `CFGEN_…` for a
 *   description that no validation would let pass.
 */
export function generateMotrConfig(
  description: ClusterDescription,
  options: GenerateOptions = {},
): MotrConfig {
  const sources = completeNodes(description, options.facts ?? {});
  const context = createBuildContext();
  const root = context.take('root');
  const site: Site = { fid: context.take('site'), pvers: [] };
  const rack: Rack = { fid: context.take('rack'), pvers: [], enclosures: [], site };
  context.objects.push(
    { ...site.fid, racks: [rack.fid], pvers: site.pvers },
    { ...rack.fid, enclosures: rack.enclosures, pvers: rack.pvers },
  );

  const allocate = createEndpointAllocator();
  const nodes = sources.map((source) => buildNode(context, rack, source, allocate));
  buildCasDrives(
    context,
    nodes.flatMap(({ cas }) => cas),
  );
  const enclosures = nodes.map(({ enclosure }) => enclosure);
  const pools = planPools(description).map((plan) =>
    buildPool(context, plan, enclosures, description.generateFormulaicPvers === true),
  );
  const profiles = buildProfiles(context, description, pools);
  const dix = pools.find(({ type }) => type === 'dix');
  const md = pools.find(({ type }) => type === 'md');
  if (dix === undefined || md === undefined)
    throw new HareError('CFGEN_NO_POOLS', 'the cluster has no dix or no md pool');
  const fdmiGroups = buildFdmi(context, description.fdmiFilters ?? [], nodes, dix.pver);

  const rootObject = {
    ...root,
    mdpool: md.fid,
    imetaPver: dix.pver,
    mdRedundancy: ioEnclosures(description),
    nodes: nodes.map(({ fid }) => fid),
    sites: [site.fid],
    pools: pools.map(({ fid }) => fid),
    profiles: profiles.map(({ fid }) => fid),
    fdmiGroups,
  };
  return {
    objects: [rootObject, ...context.objects],
    site: site.fid,
    rack: rack.fid,
    nodes: nodes.map(toClusterNode),
    pools: pools.map(({ pver: _, ...pool }) => pool),
    profiles,
    clientTypes: clientTypes(sources),
    nextKeys: context.nextKeys(),
    warnings: [
      ...configWarnings(description),
      ...addressWarnings(description, options.facts ?? {}),
    ],
  };
}

/**
 * Gives every CAS service its device, the metadata device or `/dev/null`, as the last drive of its
 * controller.
 */
function buildCasDrives(context: BuildContext, services: readonly CasService[]): void {
  for (const { service, controller, metaData } of services) {
    const path = metaData ?? '/dev/null';
    controller.cas = buildDrive(context, controller, { path, sizeBytes: 1024, blockSizeBytes: 1 });
    addDevice(service, controller.cas.sdev, path);
  }
}

function clientTypes(nodes: readonly CompleteNode[]): string[] {
  return [
    ...new Set(
      nodes.flatMap(({ m0Clients }) =>
        m0Clients.filter(({ instances }) => instances > 0).map(({ name }) => name),
      ),
    ),
  ];
}

function toClusterNode({ fid, source, enclosure, processes }: BuiltNode): ClusterNode {
  return {
    fid,
    hostname: source.hostname,
    machineId: source.machineId,
    address: source.dataIfaceIpAddr,
    transportType: source.transportType ?? 'libfab',
    haxHttpPort: basePort(source.networkPorts, { kind: 'haxHttp' }),
    enclosure: enclosure.fid,
    controllers: enclosure.controllers.map((controller) => ({
      fid: controller.fid,
      drives: [...controller.drives, ...(controller.cas === undefined ? [] : [controller.cas])].map(
        ({ fid: drive, sdev, path }) => ({ fid: drive, sdev, path }),
      ),
    })),
    processes,
  };
}
