import type { HaxHttp } from '@hare/cdf';
import { formatFid } from './fid.js';
import type { ClusterNode, ClusterProcess } from './motr-config.js';
import { runsConfd } from './render-consul-agents.js';

/** Where Hare's programs, its configuration folder and its logs are on the node. */
export interface AgentPlaces {
  /** Hare is installed here: `/opt/seagate/cortx/hare`. */
  readonly prefix: string;
  /** The place of the generated configuration: `/var/lib/hare`. */
  readonly confDir: string;
  readonly logDir: string;
  /** How hax speaks HTTP; absent: http. */
  readonly haxHttp?: HaxHttp | undefined;
}

type ServiceName = 'hax' | 'confd' | 'ios' | 's3service';

/**
 * The Consul agent configuration of a node, as hctl itself makes it with --mkfs: checks ask the
 * address of the endpoint, watches the host name. Path under the configuration folder, and JSON
 * text.
 */
export function renderConsulAgentConfig(
  node: ClusterNode,
  places: AgentPlaces,
): { readonly path: string; readonly text: string } {
  const server = runsConfd(node);
  const config = {
    server,
    leave_on_terminate: true,
    enable_local_script_checks: true,
    limits: { http_max_conns_per_client: 800 },
    services: node.processes.map((process) => serviceOf(node, process, places)),
    watches: watches(node, places, server),
  };
  const name = server ? 'consul-server-conf' : 'consul-client-conf';
  return { path: `${name}/${name}.json`, text: `${JSON.stringify(config, null, 2)}\n` };
}

function serviceOf(node: ClusterNode, process: ClusterProcess, places: AgentPlaces): object {
  const name = consulName(process);
  return {
    id: String(process.fid.key),
    name,
    address: process.endpoint.address,
    port: process.endpoint.port,
    meta: {
      transport_type: node.transportType,
      ...(name === 'hax'
        ? {
            http_port: String(node.haxHttpPort),
            http_protocol: protocolOf(places),
            ssl_cert_path: certificateOf(places),
            ssl_key_path: certificateOf(places),
          }
        : {}),
    },
    checks: [
      {
        args: checkCommand(node, process, places),
        interval: '1s',
        timeout: '30s',
        status: 'warning',
      },
    ],
  };
}

function protocolOf({ haxHttp }: AgentPlaces): HaxHttp['protocol'] {
  return haxHttp?.protocol ?? 'http';
}

function certificateOf({ haxHttp }: AgentPlaces): string {
  return haxHttp?.protocol === 'https' ? haxHttp.certificate : '';
}

/**
 * A process is one service, as its key is the service's id: an m0_server that runs both confd and
 * ios is found as confd.
 */
function consulName(process: ClusterProcess): ServiceName {
  if (process.kind === 'm0_server') return process.runsConfd ? 'confd' : 'ios';
  return process.kind === 'hax' ? 'hax' : 's3service';
}

function checkCommand(
  node: ClusterNode,
  process: ClusterProcess,
  places: AgentPlaces,
): readonly string[] {
  const fid = formatFid(process.fid);
  const subject =
    process.kind === 'hax'
      ? ['--hax']
      : process.kind === 'm0_server'
        ? ['--fid', fid]
        : ['--svc', `${process.clientName}@${fid}`];
  return [
    `${places.prefix}/libexec/check-service`,
    ...subject,
    '--port',
    String(process.endpoint.port),
    '--host',
    node.address,
    '--conf-dir',
    places.confDir,
  ];
}

function watches(node: ClusterNode, places: AgentPlaces, server: boolean): readonly object[] {
  const { prefix, confDir, logDir } = places;
  const postToHax = (path: string): object => ({
    handler_type: 'http',
    http_handler_config: {
      path: `${protocolOf(places)}://${node.hostname}:${node.haxHttpPort}${path}`,
      method: 'POST',
      tls_skip_verify: true,
      timeout: '10s',
    },
  });
  const names: readonly ServiceName[] = ['hax', 'confd', 'ios', 's3service'];
  return [
    { type: 'keyprefix', prefix: 'bq/', ...postToHax('/watcher/bq') },
    ...names.flatMap((service) => [
      { type: 'service', service, ...postToHax('/') },
      {
        type: 'service',
        service,
        args: [`${prefix}/libexec/consul-watch-handler`, '--log-dir', logDir],
      },
    ]),
    ...(server
      ? [
          {
            type: 'key',
            key: 'leader',
            args: [`${prefix}/libexec/elect-rc-leader`, '--conf-dir', confDir, '--log-dir', logDir],
          },
        ]
      : []),
  ];
}
