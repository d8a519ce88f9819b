import type { BuildContext } from './build-context.js';
import { buildProcess, type BuiltService, type ProcessHost } from './build-process.js';
import type { CompleteNode } from './complete-nodes.js';
import type { EndpointAllocator } from './endpoint.js';
import type { Fid } from './fid.js';
import type { Controller, Enclosure, Rack } from './hardware.js';
import { logSizeBytes } from './log-size.js';
import type { ClusterProcess } from './motr-config.js';
import { clientServices, haxServices, serverServices } from './service-type.js';

/** A node during a build. */
export interface BuiltNode {
  readonly fid: Fid<'node'>;
  readonly source: CompleteNode;
  readonly enclosure: Enclosure;
  readonly processes: readonly ClusterProcess[];
  /** The CAS services, which get their devices after all nodes are made. */
  readonly cas: readonly CasService[];
}

export interface CasService {
  readonly service: BuiltService;
  readonly controller: Controller;
  readonly metaData: string | undefined;
}

/**
 * Makes a node, its enclosure (client-only nodes too), a controller per m0_server with data, then
 * hax, the m0_servers and the clients.
 */
export function buildNode(
  context: BuildContext,
  rack: Rack,
  source: CompleteNode,
  allocate: EndpointAllocator,
): BuiltNode {
  const fid = context.take('node');
  const host: ProcessHost = { source, allocate, processFids: [] };
  context.objects.push({
    type: 'node',
    key: fid.key,
    memorySizeMb: Math.floor(source.memorySizeMb),
    processorCount: source.processorCount,
    processes: host.processFids,
  });
  const enclosure = buildEnclosure(context, rack, fid, source);

  const processes: ClusterProcess[] = [
    { kind: 'hax', ...buildProcess(context, host, { kind: 'hax' }, haxServices) },
  ];
  const cas: CasService[] = [];
  const controllers = enclosure.controllers.values();
  for (const server of source.m0Servers) {
    const hasData = server.data.length > 0;
    const controller = hasData ? controllers.next().value : undefined;
    const storage = controller === undefined ? undefined : { controller, drives: server.data };
    const built = buildProcess(
      context,
      host,
      { kind: server.runsConfd ? 'confd' : 'ios' },
      serverServices({ runsConfd: server.runsConfd, hasData }),
      storage,
    );
    const service = built.services.find(({ serviceType }) => serviceType === 'cas');
    if (service !== undefined && controller !== undefined)
      cas.push({ service, controller, metaData: server.metaData });
    const log =
      server.log === undefined
        ? undefined
        : { path: server.log.path, sizeBytes: logSizeBytes(source.hostname, server.log) };
    processes.push({
      kind: 'm0_server',
      ...built,
      runsConfd: server.runsConfd,
      hasData,
      metaData: server.metaData,
      log,
    });
  }
  for (const client of source.m0Clients) {
    for (let instance = 0; instance < client.instances; instance += 1) {
      const built = buildProcess(
        context,
        host,
        { kind: 'client', name: client.name },
        clientServices,
      );
      processes.push({
        kind: 'client',
        ...built,
        clientName: client.name,
        extraServiceKey: context.take('service').key,
      });
    }
  }
  return { fid, source, enclosure, processes, cas };
}

function buildEnclosure(
  context: BuildContext,
  rack: Rack,
  node: Fid<'node'>,
  source: CompleteNode,
): Enclosure {
  const fid = context.take('enclosure');
  const enclosure: Enclosure = { fid, pvers: [], rack, controllers: [] };
  const controllerFids: Fid<'controller'>[] = [];
  rack.enclosures.push(fid);
  context.objects.push({
    type: 'enclosure',
    key: fid.key,
    node,
    controllers: controllerFids,
    pvers: enclosure.pvers,
  });
  for (const [server, { data }] of source.m0Servers.entries()) {
    if (data.length === 0) continue;
    const controller: Controller = {
      fid: context.take('controller'),
      pvers: [],
      enclosure,
      server,
      driveFids: [],
      drives: [],
      cas: undefined,
    };
    enclosure.controllers.push(controller);
    controllerFids.push(controller.fid);
    context.objects.push({
      type: 'controller',
      key: controller.fid.key,
      drives: controller.driveFids,
      pvers: controller.pvers,
    });
  }
  return enclosure;
}
