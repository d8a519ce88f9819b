import { formatFid, type ClusterProcess, type MotrConfig } from '@hare/cfgen';
import type { ClusterStatus } from '@hare/hctl';
import { sameHost } from '../status/same-host.js';

/**
 * Every service, pool and profile whose fid in the status is not the one that the configuration
 * gives it. Pure.
 */
export function compareFids(config: MotrConfig, status: ClusterStatus): readonly string[] {
  const services = status.nodes.flatMap(({ name, svcs }) => {
    const processes = config.nodes.find((node) => sameHost(node.hostname, name))?.processes ?? [];
    return svcs.flatMap((service) => {
      const fitting = processes
        .filter((process) => namesOf(process).includes(service.name))
        .map((process) => formatFid(process.fid));
      return fitting.length === 0 || fitting.includes(service.fid)
        ? []
        : [
            `${name}: service ${service.name} has fid ${service.fid}, expected ` +
              fitting.join(' or '),
          ];
    });
  });
  const named = (
    what: string,
    found: readonly { readonly name: string; readonly fid: string }[],
    wanted: readonly {
      readonly name: string | undefined;
      readonly fid: MotrConfig['pools'][number]['fid'] | MotrConfig['profiles'][number]['fid'];
    }[],
  ): readonly string[] =>
    found.flatMap(({ name, fid }) => {
      const other = wanted.find((candidate) => candidate.name === name);
      return other === undefined || formatFid(other.fid) === fid
        ? []
        : [`${what} ${name} has fid ${fid}, expected ${formatFid(other.fid)}`];
    });
  return [
    ...services,
    ...named('pool', status.pools, config.pools),
    ...named('profile', status.profiles, config.profiles),
  ];
}

/** Under which names hctl shows a process. */
function namesOf(process: ClusterProcess): readonly string[] {
  switch (process.kind) {
    case 'hax':
      return ['hax'];
    case 'm0_server':
      return [...(process.runsConfd ? ['confd'] : []), ...(process.hasData ? ['ioservice'] : [])];
    case 'client':
      return [process.clientName, process.clientName === 'm0_client_s3' ? 's3server' : 'm0_client'];
  }
}
