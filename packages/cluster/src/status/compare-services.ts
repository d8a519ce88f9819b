import type { NodeStatus, ServiceStatus } from '@hare/hctl';
import type { ExpectedService } from './expected-services.js';
import type { Finding } from './finding.js';
import { sameHost } from './same-host.js';

interface Slot {
  readonly expected: ExpectedService;
  found: ServiceStatus | undefined;
}

/** Every service that is missing, surplus or should run and does not, node by node. */
export function compareServices(
  expected: readonly ExpectedService[],
  nodes: readonly NodeStatus[],
): readonly Finding[] {
  const hosts = [...new Set(expected.map((service) => service.node))];
  const known = hosts.flatMap((host) => {
    const services = nodes.filter((node) => sameHost(node.name, host)).flatMap((node) => node.svcs);
    return compareNode(
      host,
      expected.filter((service) => service.node === host),
      services,
    );
  });
  const foreign = nodes.filter((node) => !hosts.some((host) => sameHost(node.name, host)));
  return [
    ...known,
    ...foreign.flatMap((node) => node.svcs.map((service) => surplus(node.name, service))),
  ];
}

function compareNode(
  node: string,
  expected: readonly ExpectedService[],
  services: readonly ServiceStatus[],
): readonly Finding[] {
  const slots: Slot[] = expected.map((service) => ({ expected: service, found: undefined }));
  // Started ones first: what is left over at the end is then what runs least.
  const rest = new Set(
    [...services].sort((a, b) => Number(b.status === 'started') - Number(a.status === 'started')),
  );
  const fill = (fits: (slot: Slot, service: ServiceStatus) => boolean): void => {
    for (const service of rest) {
      const slot = slots.find(
        (candidate) => candidate.found === undefined && fits(candidate, service),
      );
      if (slot === undefined) continue;
      slot.found = service;
      rest.delete(service);
    }
  };
  fill(
    ({ expected: { fid, names } }, service) => fid === service.fid && names.includes(service.name),
  );
  fill(({ expected: { names } }, service) => names[0] === service.name);
  fill(({ expected: { names } }, service) => names.includes(service.name));
  return [
    ...slots.flatMap((slot) => judge(node, slot)),
    ...services.filter((service) => rest.has(service)).map((service) => surplus(node, service)),
  ];
}

function judge(node: string, { expected, found }: Slot): readonly Finding[] {
  if (expected.need === 'optional') return [];
  if (found === undefined)
    return [
      {
        kind: 'missing',
        what: 'service',
        severity: 'failure',
        node,
        name: expected.names[0],
        fid: expected.fid,
      },
    ];
  if (found.status === 'started') return [];
  return [
    {
      kind: 'offline',
      what: 'service',
      severity: expected.need === 'required' ? 'failure' : 'warning',
      node,
      name: found.name,
      fid: found.fid,
      status: found.status,
    },
  ];
}

function surplus(node: string, { name, fid, status }: ServiceStatus): Finding {
  return { kind: 'surplus', what: 'service', severity: 'failure', node, name, fid, status };
}
