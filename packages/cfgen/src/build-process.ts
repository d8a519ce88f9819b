import type { PortUser } from '@hare/cdf';
import type { BuildContext } from './build-context.js';
import { buildDrive } from './build-drive.js';
import type { CompleteDrive, CompleteNode } from './complete-nodes.js';
import type { Endpoint, EndpointAllocator } from './endpoint.js';
import type { Fid } from './fid.js';
import type { Controller } from './hardware.js';
import type { ClusterService } from './motr-config.js';
import type { ServiceType } from './service-type.js';

/** The node that a process belongs to. */
export interface ProcessHost {
  readonly source: CompleteNode;
  readonly allocate: EndpointAllocator;
  readonly processFids: Fid<'process'>[];
}

export interface BuiltProcess {
  readonly fid: Fid<'process'>;
  readonly endpoint: Endpoint;
  readonly services: readonly BuiltService[];
}

/** A service whose devices can still be added. */
export interface BuiltService extends ClusterService {
  readonly sdevs: Fid<'sdev'>[];
  readonly devices: { readonly fid: Fid<'sdev'>; readonly path: string }[];
}

/** Makes a process, its services and, after ios, its data drives in `controller`. */
export function buildProcess(
  context: BuildContext,
  host: ProcessHost,
  user: PortUser,
  types: readonly ServiceType[],
  storage?: { readonly controller: Controller; readonly drives: readonly CompleteDrive[] },
): BuiltProcess {
  const fid = context.take('process');
  const endpoint = host.allocate(
    {
      address: host.source.dataIfaceIpAddr,
      iface: host.source.dataIfaceType ?? 'tcp',
      transport: host.source.transportType ?? 'libfab',
      ports: host.source.networkPorts,
    },
    user,
  );
  const serviceFids: Fid<'service'>[] = [];
  host.processFids.push(fid);
  context.objects.push({
    type: 'process',
    key: fid.key,
    processorCount: host.source.processorCount,
    memorySizeMb: Math.floor(host.source.memorySizeMb),
    endpoint: endpoint.text,
    services: serviceFids,
  });
  const services = types.map((serviceType) => {
    const serviceFid = context.take('service');
    const params =
      serviceType === 'dtm0'
        ? [user.kind === 'client' ? 'origin:in-volatile' : 'origin:in-persistent']
        : [];
    const service: BuiltService = {
      type: 'service',
      key: serviceFid.key,
      serviceType,
      endpoint: endpoint.text,
      params,
      sdevs: [],
      devices: [],
    };
    serviceFids.push(serviceFid);
    context.objects.push(service);
    if (serviceType === 'ios' && storage !== undefined)
      for (const device of storage.drives) {
        const drive = buildDrive(context, storage.controller, device);
        storage.controller.drives.push(drive);
        addDevice(service, drive.sdev, device.path);
      }
    return service;
  });
  return { fid, endpoint, services };
}

/** Puts a device under the service that owns it. */
export function addDevice(service: BuiltService, sdev: Fid<'sdev'>, path: string): void {
  service.sdevs.push(sdev);
  service.devices.push({ fid: sdev, path });
}
